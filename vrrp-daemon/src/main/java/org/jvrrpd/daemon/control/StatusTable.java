package org.jvrrpd.daemon.control;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A status report for people, in 80 columns: what the daemon is doing and why, first; figures
 * later. Times are relative where one asks "how long ago", and absolute for changes, which one
 * looks up in logs.
 */
public final class StatusTable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final StringBuilder text = new StringBuilder();
  private final boolean colour;
  private final Instant now;
  private final DateTimeFormatter time;

  private StatusTable(boolean colour, Instant now, ZoneId zone) {
    this.colour = colour;
    this.now = now;
    this.time = TIME.withZone(zone);
  }

  /**
   * The report as lines, each with its line feed, in the local time zone.
   *
   * @param colour whether to colour states and warnings (ECMA-48 sequences)
   * @param now the time from which "ago" counts
   */
  public static String render(StatusReport report, boolean colour, Instant now) {
    return render(report, colour, now, ZoneId.systemDefault());
  }

  static String render(StatusReport report, boolean colour, Instant now, ZoneId zone) {
    StatusTable table = new StatusTable(colour, now, zone);
    table.daemon(report);
    report.instances().forEach(table::instance);
    report.checks().forEach(table::check);
    return table.text.toString();
  }

  private void daemon(StatusReport report) {
    line(
        "jvrrpd %s on %s, pid %d, up %s (since %s)"
            .formatted(
                report.version(),
                report.node(),
                report.pid(),
                Elapsed.inWords(Duration.between(report.startedAt(), now)),
                time.format(report.startedAt())));
    if (report.instances().size() != 1) {
      line(report.instances().isEmpty() ? "no instances" : report.serviceState());
    }
    if (report.timers().wakeUps() > 0) {
      paragraph("Timers: " + report.timers().inWords());
    }
    report.scheduling().ifPresent(scheduling -> paragraph("Scheduling: " + scheduling.inWords()));
    for (String warning : report.warnings()) {
      for (String line : Paragraph.wrap("warning: " + warning, Paragraph.COLUMNS)) {
        line(paint(Ink.YELLOW, line));
      }
    }
  }

  private void check(CheckStatus check) {
    text.append('\n');
    line(
        "check "
            + check.name()
            + "  "
            + paint(check.up() ? Ink.NONE : Ink.RED, check.up() ? "up" : "down")
            + "  since "
            + time.format(check.since()));
    row("why", check.why());
    row(check.up() ? "failed" : "passed", streak(check));
    row("priority", check.contribution() == 0 ? "" : "%+d".formatted(check.contribution()));
    row("skipped", check.skipped() == 0 ? "" : check.skipped() + " runs, since they take too long");
    row("printed", Ink.NONE, check.lastLines());
  }

  private static String streak(CheckStatus check) {
    return check.streak() == 0
        ? ""
        : "%d in a row; %d make it %s"
            .formatted(check.streak(), check.needed(), check.up() ? "down" : "up");
  }

  private void instance(InstanceStatus instance) {
    text.append('\n');
    line(
        Paragraph.printable(instance.name())
            + "  "
            + paint(Ink.ofState(instance.state()), instance.state())
            + "  for "
            + Elapsed.inWords(Duration.between(instance.since(), now))
            + " (since "
            + time.format(instance.since())
            + ")");
    row("why", instance.reason());
    row(
        "waits",
        instance
            .initUntil()
            .map(end -> "INIT until " + time.format(end) + ", when the startup delay ends")
            .orElse(""));
    instance.split().ifPresent(split -> row("SPLIT", Ink.RED, List.of(split)));
    row(
        "where",
        "%s, VRID %d, %s, VRRP version %d%s%s"
            .formatted(
                instance.interfaceName(),
                instance.vrid(),
                instance.family(),
                instance.version(),
                instance.checksum().map(form -> ", checksum " + form).orElse(""),
                instance.hmac().map(mode -> ", HMAC " + mode).orElse("")));
    row("priority", PriorityFormula.of(instance));
    row("master", master(instance));
    row("heard", ago(instance.lastAdvertisementHeard()));
    row("sent", ago(instance.lastAdvertisementSent()));
    row("addresses", Ink.NONE, instance.addresses().stream().map(StatusTable::address).toList());
    row("rejected", Ink.NONE, instance.rejections().stream().map(this::rejection).toList());
    row("counters", counters(instance));
    row("history", Ink.NONE, instance.history().stream().map(this::transition).toList());
  }

  private static String master(InstanceStatus instance) {
    String who =
        instance.state().equals("MASTER") ? "this node" : instance.masterAddress().orElse("");
    if (who.isEmpty()) {
      return "none known";
    }
    if (instance.masterPriority().isEmpty()) {
      return who;
    }
    int priority = instance.masterPriority().getAsInt();
    return who + (priority == 0 ? ", which resigned (priority 0)" : ", priority " + priority);
  }

  private String ago(Optional<Instant> at) {
    return at.map(instant -> Elapsed.inWords(Duration.between(instant, now)) + " ago")
        .orElse("never");
  }

  private static String address(VirtualAddressStatus address) {
    if (!address.installed()) {
      return address.address() + "  not installed";
    }
    return address.address()
        + "  installed, "
        + (address.leaseSeconds().isPresent()
            ? "lease of " + address.leaseSeconds().getAsInt() + " s"
            : "without a lease");
  }

  private String rejection(RejectionStatus rejection) {
    return "%d from %s: %s (last %s)"
        .formatted(
            rejection.count(),
            rejection.sender(),
            rejection.reason(),
            ago(Optional.of(rejection.lastSeen())));
  }

  private static String counters(InstanceStatus instance) {
    List<String> counted = new ArrayList<>();
    instance
        .counters()
        .forEach(
            (name, count) -> {
              if (count != 0) {
                counted.add(name + " " + count);
              }
            });
    return String.join(", ", counted);
  }

  private String transition(TransitionStatus transition) {
    return "%s  %s -> %s: %s"
        .formatted(
            time.format(transition.at()), transition.from(), transition.to(), transition.reason());
  }

  private void row(String label, String value) {
    row(label, Ink.NONE, value.isEmpty() ? List.of() : List.of(value));
  }

  /** A label, and beside it the values below each other; nothing where there are none. */
  private void row(String label, Ink ink, List<String> values) {
    String margin = Paragraph.label(label);
    for (String value : values) {
      for (String line : Paragraph.wrap(value, Paragraph.COLUMNS - margin.length())) {
        line(paint(ink, margin + line));
        margin = Paragraph.label("");
      }
    }
  }

  private void paragraph(String words) {
    Paragraph.wrap(words, Paragraph.COLUMNS).forEach(this::line);
  }

  private String paint(Ink ink, String words) {
    return colour ? ink.paint(words) : words;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
