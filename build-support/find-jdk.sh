# Sourced by the scripts in bin/: finds a JDK and exports JAVA_HOME. POSIX sh.
# shellcheck shell=sh

jdk_wanted=25

# Prints the feature release of the JDK in folder $1, nothing if there is none with a compiler.
jdk_release() {
  if [ ! -x "$1/bin/javac" ] || [ ! -r "$1/release" ]; then return 0; fi
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_is_wanted() {
  release=$(jdk_release "$1")
  [ -n "$release" ] && [ "$release" -ge "$jdk_wanted" ]
}

# Looks at JAVA_HOME, the PATH and the folders where JDKs usually lie.
jdk_find() {
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk_home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/local/*jdk* \
    /usr/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/*; do
    if [ -n "$jdk_home" ] && jdk_is_wanted "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

# Installs Debian's own JDK where Debian has one and we may.
jdk_install() {
  package=openjdk-$jdk_wanted-jdk-headless
  [ "$(id -u)" = 0 ] || return 1
  apt-cache show "$package" >/dev/null 2>&1 || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package" >&2
}

jdk_require() {
  # Maven's own libraries make a JDK 25 complain about them.
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  export MAVEN_OPTS
  jdk_find && return 0
  jdk_install && jdk_find && return 0
  cat >&2 <<MESSAGE
jvrrpd needs a JDK $jdk_wanted or newer, and none was found in JAVA_HOME, on the PATH or in the usual
folders (/usr/lib/jvm, /opt, /usr/java, ~/.sdkman). Install one, for example Eclipse Temurin or
Debian's openjdk-$jdk_wanted-jdk-headless where your release has it, and set JAVA_HOME to its folder.
MESSAGE
  return 1
}
