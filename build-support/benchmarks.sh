# Sourced by bin/compare and bin/latency: what they share. bash.
# shellcheck shell=bash

# Builds the daemon and the benchmarks' jar where a source has changed, and fills "jar". $1: the checkout,
# $2: who says so. JAVA_HOME is set.
benchmarks_build() {
  local root=$1
  # The launcher builds the daemon where that is needed, so that no run waits for it.
  "$root/bin/jvrrpd" --version >&2
  jar=$root/benchmarks/target/benchmarks.jar
  if [ ! -e "$jar" ] || [ -n "$(find "$root/pom.xml" "$root"/{vrrp-core,vrrp-lab,vrrp-daemon,benchmarks}/{pom.xml,src/main} -newer "$jar" -type f -print -quit)" ]; then
    echo "$2: building" >&2
    (cd "$root" && mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl benchmarks -am package) >&2
    # Maven leaves a jar alone that would be the same again.
    touch "$jar"
  fi
}

# Becomes a program of the jar, in namespaces that end with it and have no way out; the hosts live there. $1:
# what the shell in between is called, then the program's class and its arguments.
benchmarks_become() {
  local name=$1 user=()
  shift
  [ "$(id -u)" = 0 ] || user=(--map-root-user)
  # shellcheck disable=SC2016 # expanded by the inner shell
  exec unshare "${user[@]}" --net --mount --pid --fork --kill-child --mount-proc \
    sh -c 'ip link set lo up && mount -t tmpfs tmpfs /run && mkdir /run/netns && mount -t tmpfs tmpfs /run/netns && exec "$@"' \
    "$name" "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -cp "$jar" "$@"
}
