# Sourced by what starts jvrrpd: fills the array "options" for java. bash.
# shellcheck shell=bash disable=SC2034

# $1: the folder of the built application.
jvm_options() {
  local jars
  jars=$(<"$1/classpath")
  options=(
    # Small and steady, see docs/decisions/0011: one thread collects a heap of a few megabytes in one or two
    # milliseconds, nothing that is short-lived grows old, and new code causes no full collection.
    -XX:+UseSerialGC -Xms10m -Xmn6m -XX:SurvivorRatio=4 -Xmx64m
    -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m -XX:SweeperThreshold=100
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
