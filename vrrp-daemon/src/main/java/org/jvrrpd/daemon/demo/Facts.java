package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen from outside since the beginning of the demonstration, oldest first.
 *
 * @param heard the advertisements on the bridge
 * @param announced the gratuitous ARP messages for the VIP on the bridge
 * @param holdings who had the VIP when, as the kernels say
 * @param answers when the VIP answered a ping of the client
 * @param until when all this was collected
 */
record Facts(
    List<Heard> heard,
    List<Announced> announced,
    Holdings holdings,
    List<Instant> answers,
    Instant until) {

  /** An advertisement: when, from which host, with which priority. */
  record Heard(Instant at, String by, int priority) {}

  /** A gratuitous ARP message: when, from which host. */
  record Announced(Instant at, String by) {}

  /**
   * A change of holder as the wire showed it.
   *
   * @param lastHeard the last advertisement of anybody else before the announcement
   * @param announced the new holder's first announcement
   */
  record TakeOver(Heard lastHeard, Announced announced) {
    Duration time() {
      return Duration.between(lastHeard.at(), announced.at());
    }
  }

  Facts {
    heard = List.copyOf(heard);
    announced = List.copyOf(announced);
    answers = List.copyOf(answers);
  }

  /** The first announcement of a host after an instant. */
  Optional<Announced> firstAnnouncement(String host, Instant since) {
    return announced.stream()
        .filter(seen -> seen.by().equals(host) && seen.at().isAfter(since))
        .findFirst();
  }

  /** The first advertisement of a host after an instant. */
  Optional<Heard> firstHeard(String host, Instant since) {
    return heard.stream()
        .filter(seen -> seen.by().equals(host) && seen.at().isAfter(since))
        .findFirst();
  }

  /** How {@code host} took over after {@code since}; empty if it announced nothing. */
  Optional<TakeOver> takeOver(String host, Instant since) {
    return firstAnnouncement(host, since).flatMap(first -> lastOthers(host, first));
  }

  private Optional<TakeOver> lastOthers(String host, Announced first) {
    return heard.stream()
        .filter(seen -> !seen.by().equals(host) && seen.at().isBefore(first.at()))
        .reduce((_, later) -> later)
        .map(last -> new TakeOver(last, first));
  }

  /** Who announced the VIP last. */
  Optional<String> lastAnnouncer() {
    return announced.isEmpty() ? Optional.empty() : Optional.of(announced.getLast().by());
  }

  /**
   * The longest time without an answer of the VIP that reached into the time since {@code since}.
   * Silence that still lasts counts as well.
   */
  Duration longestPause(Instant since) {
    Duration longest = Duration.ZERO;
    Instant previous = since;
    for (Instant answer : answers) {
      if (answer.isAfter(since)) {
        longest = longer(longest, Duration.between(previous, answer));
      }
      previous = answer;
    }
    Instant last = previous.isAfter(since) ? previous : since;
    return longer(longest, Duration.between(last, until));
  }

  /** Whether the VIP answered within the last second. */
  boolean answering() {
    return !answers.isEmpty()
        && Duration.between(answers.getLast(), until).compareTo(Duration.ofSeconds(1)) < 0;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
