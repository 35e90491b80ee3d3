package org.jvrrpd.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;

/**
 * keepalived and jvrrpd under the same file and the same events, each in a lab of its own, where a
 * keepalived may be the neighbour of both.
 */
final class Comparison implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** For how long both have to go on looking the same. */
  private static final Duration STEADY = Duration.ofSeconds(1);

  private final Subject keepalived;
  private final Subject jvrrpd;
  private final List<Subject> neighbours = new ArrayList<>();

  /** Something that happens to a host and to its daemon. */
  interface Event {
    void happen(Subject subject) throws Exception;
  }

  /**
   * Sets both up, with interface {@code eth0} on a bridge and with {@code d0}, a cable whose other
   * end is {@code d0-far}.
   *
   * @param text the keepalived.conf of both
   * @param neighbour that of a keepalived on the same segment, which {@link #startNeighbour} starts
   */
  Comparison(Stage stage, String text, Optional<String> neighbour) throws Exception {
    this.keepalived = subject(stage, "keepalived", text, neighbour);
    this.jvrrpd = subject(stage, "jvrrpd", text, neighbour);
  }

  private Subject subject(Stage stage, String name, String text, Optional<String> neighbour)
      throws Exception {
    Lab lab =
        stage.lab(
            List.of(HostPlan.host("node", "192.0.2.1/24"), HostPlan.host("peer", "192.0.2.2/24")));
    for (Host host : lab.hosts()) {
      host.run("ip", "link", "add", "d0", "type", "veth", "peer", "name", "d0-far");
      host.run("ip", "link", "set", "d0-far", "up");
      host.run("ip", "link", "set", "d0", "up");
    }
    lab.host("node").run("ip", "addr", "add", "198.51.100.1/24", "dev", "d0");
    if (neighbour.isPresent()) {
      neighbours.add(
          new Subject(
              lab.host("peer"),
              stage.temporaryDirectory().resolve(name + "-peer"),
              neighbour.get()));
    }
    return new Subject(lab.host("node"), stage.temporaryDirectory().resolve(name), text);
  }

  void startNeighbour() throws Exception {
    for (Subject neighbour : neighbours) {
      neighbour.startKeepalived();
    }
  }

  /** Waits until every neighbour looks as expected. */
  void neighboursHold(Predicate<View> expected) {
    for (Subject neighbour : neighbours) {
      await("the neighbour").atMost(LIMIT).until(() -> expected.test(neighbour.view()));
    }
  }

  /** Starts both, and waits until they look the same and as expected. */
  void start(Predicate<View> expected) throws Exception {
    keepalived.startKeepalived();
    jvrrpd.startJvrrpd();
    compare("start", expected);
  }

  /** Lets something happen to both, and waits until they look the same and as expected. */
  void both(String what, Event event, Predicate<View> expected) throws Exception {
    event.happen(keepalived);
    event.happen(jvrrpd);
    compare(what, expected);
  }

  private void compare(String what, Predicate<View> expected) throws Exception {
    try {
      await(what)
          .atMost(LIMIT)
          .during(STEADY)
          .pollInterval(100, TimeUnit.MILLISECONDS)
          .until(
              () -> {
                View wanted = keepalived.view();
                return expected.test(wanted) && wanted.equals(jvrrpd.view());
              });
    } catch (ConditionTimeoutException _) {
      assertThat(jvrrpd.view()).as("jvrrpd after: " + what).isEqualTo(keepalived.view());
      assertThat(keepalived.view()).as("keepalived after: " + what).matches(expected);
    }
  }

  Subject jvrrpd() {
    return jvrrpd;
  }

  @Override
  public void close() throws IOException {
    keepalived.strike();
    jvrrpd.strike();
    for (Subject neighbour : neighbours) {
      neighbour.strike();
    }
  }
}
