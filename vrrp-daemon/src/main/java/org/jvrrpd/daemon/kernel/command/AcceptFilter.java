package org.jvrrpd.daemon.kernel.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.kernel.OrderedWork;
import org.jvrrpd.daemon.kernel.command.FilterTable.Refused;
import org.jvrrpd.daemon.process.BatchProgram;
import org.jvrrpd.daemon.process.Ending.NotStarted;

/**
 * Has the kernel drop packets to virtual addresses whose MASTER is not to accept them (RFC 9568
 * section 6.4.3, Accept_Mode), by a table of nftables of our own. Neighbour discovery and ARP pass,
 * and so does what is routed. Each change is one transaction that writes the whole table, whatever
 * somebody has made of it, and nothing passes in between.
 *
 * <p>Any thread; nothing blocks but {@link #close}. Needs CAP_NET_ADMIN and nft(8).
 */
public final class AcceptFilter implements AutoCloseable {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
  private static final List<String> NFT = List.of("nft", "-f", "-");

  private final FilterTable table;
  private final OrderedWork work;

  /** What is to be refused; the work's thread. */
  private final Set<Refused> refused = new LinkedHashSet<>();

  /** Whether there may be a table of ours; the work's thread. */
  private boolean written;

  /**
   * Starts nothing yet. The network namespace is that of the thread that calls first.
   *
   * @param tableName of the table, in the family inet: a letter, then at most 62 letters, digits,
   *     {@code _}, {@code -} and {@code .}. No other daemon of this network namespace may have it
   * @param priority of its hook, lower ones first; most filters have 0
   * @param completions runs what is told about outcomes, for example the event loop
   * @throws IllegalArgumentException if that is no name
   */
  public AcceptFilter(String tableName, int priority, Executor completions) {
    table = new FilterTable(tableName, priority);
    work = new OrderedWork("jvrrpd-filter", completions);
  }

  /**
   * Has packets to these addresses dropped, besides those to others.
   *
   * @param interfaceName where they are installed
   * @param done is told why it failed, in words, or empty. What failed is tried again together with
   *     the next change
   */
  public void refuse(
      String interfaceName, List<IpAddress> addresses, Consumer<Optional<String>> done) {
    List<Refused> more = refused(interfaceName, addresses);
    submit(() -> refused.addAll(more), done);
  }

  /** Ends that. Addresses that were not refused are no failure. */
  public void accept(
      String interfaceName, List<IpAddress> addresses, Consumer<Optional<String>> done) {
    List<Refused> fewer = refused(interfaceName, addresses);
    submit(() -> fewer.forEach(refused::remove), done);
  }

  /** Writes the table once more, as after somebody's {@code nft flush ruleset}. */
  public void restore(Consumer<Optional<String>> done) {
    submit(() -> {}, done);
  }

  /** Removes the table that a killed daemon has left, if there is one. To be called first. */
  public void removeLeftOver(Consumer<Optional<String>> done) {
    work.submit(
        // Where there is no nft, nobody has made one.
        () -> run(table.removal()).filter(failure -> !failure.isMissing()).map(Failure::words),
        AcceptFilter::refusal,
        done);
  }

  private static List<Refused> refused(String interfaceName, List<IpAddress> addresses) {
    return addresses.stream().map(address -> new Refused(interfaceName, address)).toList();
  }

  private void submit(Runnable change, Consumer<Optional<String>> done) {
    work.submit(
        () -> {
          change.run();
          return write();
        },
        AcceptFilter::refusal,
        done);
  }

  private Optional<String> write() {
    if (refused.isEmpty() && !written) {
      return Optional.empty();
    }
    Optional<Failure> failure = run(refused.isEmpty() ? table.removal() : table.script(refused));
    if (failure.isEmpty()) {
      written = !refused.isEmpty();
    }
    return failure.map(Failure::words);
  }

  private record Failure(String words, boolean isMissing) {}

  private static Optional<Failure> run(String script) {
    BatchProgram.Outcome outcome = BatchProgram.run(NFT, script, TIME_LIMIT);
    if (outcome.ending().isSuccess()) {
      return Optional.empty();
    }
    if (outcome.ending() instanceof NotStarted(String reason)) {
      return Optional.of(new Failure("nft did not run (" + reason + "); is nftables here?", true));
    }
    // The first line says what is wrong, the others show where.
    String said = outcome.output().lines().findFirst().orElse(outcome.ending().words());
    return Optional.of(new Failure("nft: " + said.strip(), false));
  }

  private static Optional<String> refusal() {
    return Optional.of(
        "the daemon is ending, or " + OrderedWork.MAX_WAITING + " changes wait already");
  }

  /** Removes the table and accepts nothing more; waits for that at most 2 s. */
  @Override
  public void close() {
    submit(refused::clear, _ -> {});
    work.close();
  }
}
