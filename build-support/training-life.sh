# Sourced by make-archive inside fresh namespaces: the life of a daemon on a host of its own. bash.
# shellcheck shell=bash

# $@: java and its arguments up to the main class. Fails unless the daemon became master and ended well.
whole_life() {
  ip link set lo up &&
    ip link add eth0 type veth peer name nowhere &&
    ip link set nowhere up &&
    ip link set eth0 up &&
    ip addr add 192.0.2.101/24 dev eth0 &&
    mount -t tmpfs tmpfs /run || return 1

  # 254 waits the shortest time. The scripts do nothing; what counts is that they are started.
  cat >/run/cluster.yaml <<'YAML' || return 1
network:
  vip: {address: 192.0.2.100, netmask: 24, interface: eth0, auth_pass: training}
nodes:
  controllers:
    - {hostname: server1, ip_address: 192.0.2.101, priority: 254, vip_owner: true, services: {keepalived: true}}
    - {hostname: server2, ip_address: 192.0.2.102, priority: 90, services: {keepalived: true}}
high_availability:
  keepalived:
    enabled: true
    notifications: {master: /bin/true, backup: /bin/true, stop: /bin/true, log: /run/notify.log, fifo: /run/notify.fifo}
YAML
  chmod 600 /run/cluster.yaml

  "$@" run --config /run/cluster.yaml --runtime-dir /run/jvrrpd 2>/run/log &
  local daemon=$!
  # At most 20 s; a start without the cache takes one, the down interval three.
  for _ in {1..200}; do
    grep -q 'Entering MASTER STATE' /run/log && break
    sleep 0.1
  done
  # Long enough for renewals and a second advertisement.
  sleep 1.5
  kill -TERM "$daemon"
  wait "$daemon"
  local status=$?
  cat /run/log
  [ "$status" = 0 ] && grep -q 'Entering MASTER STATE' /run/log
}
