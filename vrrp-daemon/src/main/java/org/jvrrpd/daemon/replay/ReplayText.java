package org.jvrrpd.daemon.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Rejections;

/** A replay as people read it. */
final class ReplayText {
  private static final int SECONDS_COLUMNS = 12;

  private final Replay replay;
  private final StringBuilder text = new StringBuilder();

  ReplayText(Replay replay) {
    this.replay = replay;
  }

  String render() {
    Playback playback = replay.playback();
    line(
        "%s: %s among %s"
            .formatted(
                replay.file().getFileName(),
                Words.count(playback.packets(), "VRRP packet"),
                Words.count(playback.frames(), "frame")));
    if (playback.packets() > 0) {
      line(
          "from %s on, %s; times below are seconds since then"
              .formatted(
                  Instant.ofEpochSecond(0, playback.startEpochNanos())
                      .truncatedTo(ChronoUnit.MILLIS),
                  Words.duration(playback.durationNanos())));
    }
    replay.ours().forEach(this::append);
    replay.standIns().forEach(this::append);
    appendSummary();
    return text.toString();
  }

  private void append(RouterWatch router) {
    line("");
    line(router.key().words(replay.severalInterfaces()));
    line("  " + settings(router.first()));
    append(router.chronicle());
  }

  private static String settings(Advertisement first) {
    String authentication =
        first.version() == ProtocolVersion.V3
            ? ""
            : ", " + Disagreements.authentication(first.authentication());
    return "version %d, every %s%s, %s"
        .formatted(
            first.version().number(),
            Words.interval(first.intervalCentis()),
            authentication,
            Words.addresses(first.addresses()));
  }

  private void append(StandIn standIn) {
    line("");
    line(
        "%s: a jvrrpd in the place of %s, priority %d"
            .formatted(
                standIn.key().words(replay.severalInterfaces()),
                standIn.address(),
                standIn.priority()));
    append(standIn.chronicle());
    line(
        "  in the end %s, after %s"
            .formatted(
                standIn.state(), Words.count(standIn.advertisements(), "own advertisement")));
  }

  private void append(Chronicle chronicle) {
    for (Occurrence occurrence : chronicle.occurrences()) {
      line(at(occurrence.nanos()) + "  " + occurrence.words());
    }
    if (chronicle.omitted() > 0) {
      line("  and " + Words.count(chronicle.omitted(), "occurrence") + " more, left out");
    }
  }

  private static String at(long nanos) {
    String seconds = Words.seconds(nanos).toPlainString();
    return " ".repeat(Math.max(0, SECONDS_COLUMNS - seconds.length())) + seconds;
  }

  private void appendSummary() {
    line("");
    line("Summary");
    if (replay.playback().packets() == 0) {
      line("  no VRRP: nothing of IP protocol 112");
    }
    replay.ours().forEach(router -> line("  " + summary(router)));
    for (RouterWatch router : replay.foreign()) {
      line(
          "  %s is foreign: %s"
              .formatted(
                  router.key().words(replay.severalInterfaces()), speakers(router.speakers())));
    }
    for (Rejections.Entry entry : replay.watch().rejections()) {
      line(
          "  rejected: %d from %s: %s (last at %s)"
              .formatted(
                  entry.count(),
                  entry.sender() == null ? "others" : entry.sender(),
                  entry.reason().description(),
                  Words.seconds(entry.lastNanos()).toPlainString()));
    }
    replay.warnings().forEach(warning -> line("  warning: " + warning));
  }

  private String summary(RouterWatch router) {
    ContestSummary fared = router.summary();
    StringBuilder words = new StringBuilder(router.key().words(replay.severalInterfaces()));
    words
        .append(": ")
        .append(fared.master().map(master -> master + " is MASTER").orElse("nobody is MASTER"))
        .append(" in the end; ")
        .append(Words.count(fared.changes(), "change"))
        .append(" of MASTER, ")
        .append(measured(fared.gaps(), "gap", "longest", fared.longestGapNanos()))
        .append(", ")
        .append(measured(fared.splits(), "split brain", "together", fared.splitNanos()));
    return words.toString();
  }

  private static String measured(int number, String noun, String measure, long nanos) {
    String counted = Words.count(number, noun);
    BigDecimal seconds = Words.seconds(nanos);
    return number == 0 ? counted : counted + " (" + measure + " " + seconds.toPlainString() + " s)";
  }

  private static String speakers(List<Speaker> speakers) {
    return speakers.stream()
        .map(
            speaker ->
                speaker.address + ", " + Words.count(speaker.advertisements, "advertisement"))
        .collect(Collectors.joining("; "));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
