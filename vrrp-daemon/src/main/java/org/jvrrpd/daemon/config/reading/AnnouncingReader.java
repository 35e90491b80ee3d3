package org.jvrrpd.daemon.config.reading;

import java.time.Duration;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vrrp.Announcing;

/** Reads how addresses are announced, for the whole daemon or for one instance. */
final class AnnouncingReader {
  private static final int MAX_SECONDS = 86_400;

  private AnnouncingReader() {}

  /**
   * Reads the values that stand there.
   *
   * @param prefix of their words
   * @param inherited what holds without them
   * @param follow whether what concerns disputes follows the rest where it is not given
   */
  static Announcing read(Settings settings, String prefix, Announcing inherited, boolean follow) {
    Duration delay = seconds(settings, prefix + "garp_master_delay", inherited.delay());
    int repeat = settings.integer(inherited.repeat(), prefix + "garp_master_repeat");
    return new Announcing(
        delay,
        repeat,
        seconds(settings, prefix + "garp_master_refresh", inherited.refresh()),
        settings.integer(inherited.refreshRepeat(), prefix + "garp_master_refresh_repeat"),
        seconds(
            settings,
            prefix + "garp_lower_prio_delay",
            follow ? delay : inherited.lowerPriorityDelay()),
        settings.integer(
            follow ? repeat : inherited.lowerPriorityRepeat(), prefix + "garp_lower_prio_repeat"),
        extra(settings, prefix).orElse(inherited.extraInterfaces()));
  }

  private static Duration seconds(Settings settings, String word, Duration absent) {
    return settings.integer(word).map(each -> Duration.ofSeconds(each.value())).orElse(absent);
  }

  /** {@code [all] SECONDS}, in either order of keepalived's two spellings. */
  private static Optional<Duration> extra(Settings settings, String prefix) {
    return settings
        .last(prefix + "garp_extra_if", prefix + "vmac_garp_intvl")
        .map(Statement::arguments)
        .flatMap(
            words ->
                words.stream()
                    .map(Word::text)
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(Integer::parseInt)
                    .filter(number -> number <= MAX_SECONDS)
                    .findFirst())
        .map(Duration::ofSeconds);
  }
}
