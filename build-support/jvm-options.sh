# Sourced by what starts jvrrpd: fills the array "options" for java. bash.
# shellcheck shell=bash disable=SC2034

# $1: the folder of the built application.
jvm_options() {
  local jars
  jars=$(<"$1/classpath")
  options=(
    # Small and steady: one thread collects a heap of a few megabytes in about a millisecond.
    -XX:+UseSerialGC -Xms8m -Xmn4m -Xmx64m -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m
    # Out of memory is an end, not a state: the lease takes the VIP away and systemd starts us again.
    -XX:+ExitOnOutOfMemoryError
    # No files in /tmp, which may be mounted noexec; native libraries lie beside the jars.
    -XX:-UsePerfData
    "-Djava.library.path=$1/native" "-Djna.boot.library.path=$1/native" -Djna.nounpack=true -Djna.nosys=true
    "-Djna.platform.library.path=$1/native"
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -cp "$1/lib/${jars//:/:$1/lib/}"
  )
  [ ! -e "$1/jvrrpd.aot" ] || options=("-XX:AOTCache=$1/jvrrpd.aot" "${options[@]}")
}
