package org.jvrrpd.daemon.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reports of imaginary daemons. */
public final class Samples {
  static final Instant NOW = Instant.parse("2026-11-24T06:36:06Z");

  private Samples() {}

  /** The usual one: a healthy holder. */
  public static StatusReport healthyMaster() {
    return report("MASTER", List.of(master()), List.of());
  }

  /** Everything at once. */
  static StatusReport trouble() {
    return new StatusReport(
        "0.1.0",
        "server1",
        4711,
        ago(277_200),
        "1 MASTER, 1 BACKUP, 1 FAULT",
        List.of(master(), degradedBackup(), fault()),
        List.of(
            new CheckStatus(
                "chk_services",
                false,
                1,
                2,
                ago(7_520),
                "exited with status 1",
                List.of("checking mariadb", "mariadb does not answer\u001b[2J"),
                3,
                -20),
            new CheckStatus(
                "chk_extra",
                true,
                0,
                3,
                ago(277_000),
                "192.0.2.1 port 53 takes connections",
                List.of(),
                0,
                20)),
        new TimerStatus(
            312_345,
            Duration.ofNanos(61_439),
            Duration.ofNanos(212_991),
            Duration.ofNanos(3_081_224),
            Duration.ofNanos(400_000),
            Duration.ofMillis(5),
            0),
        Optional.of(
            new SchedulingStatus(
                "SCHED_OTHER",
                OptionalInt.empty(),
                Optional.of("SCHED_RR 1: Operation not permitted (EPERM)"),
                "not locked",
                Optional.of("RLIMIT_MEMLOCK is limited and CAP_IPC_LOCK is missing"))),
        List.of(
            "/etc/jvrrpd/cluster.yaml can be read by everybody and holds a password: chmod 0640"
                + " /etc/jvrrpd/cluster.yaml"));
  }

  static StatusReport report(String state, List<InstanceStatus> instances, List<String> warnings) {
    return new StatusReport(
        "0.1.0",
        "server1",
        4711,
        ago(277_200),
        state,
        instances,
        List.of(),
        TimerStatus.NONE,
        Optional.of(
            new SchedulingStatus(
                "SCHED_RR", OptionalInt.of(1), Optional.empty(), "locked", Optional.empty())),
        warnings);
  }

  static InstanceStatus master() {
    return new InstanceStatus(
        "VI_MAIN",
        51,
        "IPv4",
        2,
        Optional.empty(),
        Optional.empty(),
        "eth0",
        "MASTER",
        ago(192),
        "nothing heard from the master for 3.61 s",
        Optional.empty(),
        100,
        100,
        List.of(new PriorityPart("base", 100)),
        Optional.of("192.0.2.101"),
        OptionalInt.of(100),
        Optional.of(ago(195)),
        Optional.of(NOW.minusMillis(412)),
        List.of(new VirtualAddressStatus("192.0.2.10/24", true, OptionalInt.of(2))),
        Map.of(
            "vrrpStatsBecomeMaster", 1L, "vrrpStatsAdvertiseRcvd", 277_004L, "leaseExpiries", 0L),
        List.of(),
        List.of(
            new TransitionStatus(ago(277_200), "INIT", "BACKUP", "started"),
            new TransitionStatus(
                ago(192), "BACKUP", "MASTER", "nothing heard from the master for 3.61 s")),
        Optional.empty());
  }

  static InstanceStatus degradedBackup() {
    return new InstanceStatus(
        "VI_STORAGE",
        52,
        "IPv4",
        2,
        Optional.empty(),
        Optional.empty(),
        "eth1",
        "BACKUP",
        ago(7_500),
        "an advertisement of higher priority from 198.51.100.102\u001b[2J",
        Optional.empty(),
        100,
        80,
        List.of(new PriorityPart("base", 100), new PriorityPart("chk_services", -20)),
        Optional.of("198.51.100.102"),
        OptionalInt.of(90),
        Optional.of(NOW.minusMillis(412)),
        Optional.of(ago(7_500)),
        List.of(
            new VirtualAddressStatus("198.51.100.10/24", false, OptionalInt.empty()),
            new VirtualAddressStatus("198.51.100.11/24", true, OptionalInt.empty())),
        Map.of(
            "vrrpStatsBecomeMaster",
            3L,
            "vrrpStatsAdvertiseRcvd",
            277_004L,
            "vrrpStatsAuthFailures",
            1_041L,
            "vrrpStatsPriorityZeroPktsRcvd",
            2L),
        List.of(
            new RejectionStatus("wrong password", "198.51.100.66", 1_041, NOW.minusMillis(1_900)),
            new RejectionStatus("checksum", "198.51.100.7", 1, ago(86_400 * 2))),
        List.of(
            new TransitionStatus(ago(277_200), "INIT", "BACKUP", "started"),
            new TransitionStatus(ago(100_000), "BACKUP", "MASTER", "the master resigned"),
            new TransitionStatus(
                ago(7_500),
                "MASTER",
                "BACKUP",
                "an advertisement of higher priority from 198.51.100.102")),
        Optional.of("wrong password, 198.51.100.66"));
  }

  static InstanceStatus fault() {
    return new InstanceStatus(
        "VI_SIX",
        53,
        "IPv6",
        3,
        Optional.empty(),
        Optional.empty(),
        "bond0.100",
        "FAULT",
        ago(277_200),
        "the interface bond0.100 does not exist",
        Optional.empty(),
        250,
        254,
        List.of(new PriorityPart("base", 250), new PriorityPart("chk_extra", 20)),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new VirtualAddressStatus("2001:db8::10/64", false, OptionalInt.empty())),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Version 3, eight seconds before the end of its startup delay. */
  static InstanceStatus waiting() {
    return new InstanceStatus(
        "VI_FAST",
        54,
        "IPv4",
        3,
        Optional.of("rfc9568"),
        Optional.of("enforce"),
        "eth0",
        "INIT",
        ago(2),
        "starting",
        Optional.of(NOW.plusSeconds(8)),
        90,
        90,
        List.of(new PriorityPart("base", 90)),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new VirtualAddressStatus("192.0.2.20/24", false, OptionalInt.empty())),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Instant ago(long seconds) {
    return NOW.minusSeconds(seconds);
  }
}
