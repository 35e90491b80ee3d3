# Sourced by bin/jvrrpd and by the launcher that the package installs: how java is started, and the
# demonstration's enclosure. bash.
# shellcheck shell=bash

# shellcheck source=build-support/jvm-options.sh
. "$(dirname "${BASH_SOURCE[0]}")/jvm-options.sh"

# The demonstration's hosts live in namespaces that end with it and have no way out.
namespaces=(--net --mount --pid --fork --kill-child --mount-proc)
[ "${EUID}" = 0 ] || namespaces+=(--map-root-user)

# What is done in them before anything else, and all that is needed later, tried once.
# shellcheck disable=SC2016 # expanded by the inner shell
enclose='ip link set lo up && mount -t tmpfs tmpfs /run && mkdir /run/netns && mount -t tmpfs tmpfs /run/netns && exec "$@"'
rehearse='ip netns add rehearsal && exec ip netns exec rehearsal ip link show lo'

# Says why the demonstration cannot run here and what to do; nothing if it can. $1: how one starts us.
demo_objection() {
  local tool answer setting
  for tool in unshare:util-linux mount:mount ip:iproute2 sysctl:procps ping:iputils-ping; do
    command -v "${tool%:*}" >/dev/null || {
      echo "the demonstration needs the program ${tool%:*} (Debian: apt-get install ${tool#*:})"
      return
    }
  done
  answer=$(unshare "${namespaces[@]}" sh -c "$enclose" jvrrpd sh -c "$rehearse" 2>&1) && return
  echo "the demonstration lives in namespaces of its own, and this system allows none here"
  echo "  (${answer:-unshare gave no reason})."
  if [ "$EUID" = 0 ]; then
    echo "  This looks like a container: it needs CAP_SYS_ADMIN (for example docker run --privileged)."
    return
  fi
  echo "  As root it needs nothing else: sudo $1 demo"
  for setting in kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 \
    user.max_user_namespaces=10000; do
    case ${setting%=*}=$(sysctl -n "${setting%=*}" 2>/dev/null) in
      kernel.unprivileged_userns_clone=0 | kernel.apparmor_restrict_unprivileged_userns=1 | user.max_user_namespaces=0)
        echo "  For other users, this setting forbids it; to change it: sudo sysctl -w $setting" ;;
    esac
  done
}

# Signals by which tools ask keepalived for a file: HotSpot is to use another one than 12 (USR2) between
# its threads, and 36 (SIGRTMIN+2), which no JVM can handle, is blocked so that a thread of ours can read
# it. Where env cannot do that (coreutils before 8.31) it stays ignored.
free_signals() {
  export _JAVA_SR_SIGNUM=62
  blocking=(env --block-signal=RTMIN+2)
  "${blocking[@]}" true 2>/dev/null || blocking=()
}

# Becomes the program. $1: the folder of the built application, $2: the launcher's own path, then the
# program's arguments. JAVA_HOME is set. The array "properties" may hold further options for java.
properties=()
launch() {
  local app=$1 launcher=$2 objection
  shift 2
  if [ "${1:-}" = demo ] && [ -z "${JVRRPD_ENCLOSED:-}" ] && [[ " $* " != *" --help "* && " $* " != *" -h "* ]]; then
    objection=$(demo_objection "$launcher")
    [ -z "$objection" ] || { echo "jvrrpd: $objection" >&2; exit 77; }
    export JVRRPD_ENCLOSED=run
    exec unshare "${namespaces[@]}" sh -c "$enclose" jvrrpd "$launcher" "$@"
  fi
  jvm_options "$app"
  # What the demonstration writes goes to its private /run, and so away with it.
  [ "${JVRRPD_ENCLOSED:-}" != run ] || options+=(-Djava.io.tmpdir=/run)
  free_signals
  # shellcheck disable=SC2154 # jvm_options fills it
  exec "${blocking[@]}" "$JAVA_HOME/bin/java" "${options[@]}" "-Djvrrpd.launcher=$launcher" "${properties[@]}" \
    org.jvrrpd.daemon.cli.Main "$@"
}
