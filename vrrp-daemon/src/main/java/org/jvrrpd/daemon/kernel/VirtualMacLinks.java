package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * The links of {@code use_vmac}: macvlans over the interfaces of virtual routers, with the settings
 * that they need. Requests are carried out in their order on a thread of their own, since the
 * kernel makes those wait that make links.
 *
 * <p>What a killed daemon has changed of a base stays changed: nobody knows any more what it was.
 *
 * <p>Any thread; nothing blocks but {@link #close}. Needs CAP_NET_ADMIN.
 */
public final class VirtualMacLinks implements AutoCloseable {
  private final OrderedWork work;

  // Both belong to the thread of the work.
  private final VirtualMacSettings settings = new VirtualMacSettings();
  private final Map<String, Made> made = new HashMap<>();

  private record Made(Link link, String baseName) {}

  private record Outcome(@Nullable Link link, @Nullable IOException failure) {}

  /**
   * Starts nothing yet. The network namespace is that of the thread that calls first.
   *
   * @param completions runs what is told about outcomes, for example the event loop
   */
  public VirtualMacLinks(Executor completions) {
    work = new OrderedWork("jvrrpd-links", completions);
  }

  /**
   * Makes a link, with the settings that it and its base need, and sets it up. One of this name
   * that is such a link already is taken over: a killed daemon has left it, or this was asked for
   * before. It may have addresses. The base's settings are put back when the last link over it is
   * removed.
   *
   * @param done is told the link as it is then
   * @param failed is told why there is none: EEXIST if another link has the name, ENODEV if the
   *     base is gone. Nothing is left then. One of the two is told by the executor, always
   */
  public void make(VirtualMacRequest request, Consumer<Link> done, Consumer<IOException> failed) {
    submit(
        "making " + request,
        requests -> {
          Link link = make(requests, request);
          made.put(request.name(), new Made(link, request.base().name()));
          return link;
        },
        outcome -> {
          if (outcome.link != null) {
            done.accept(outcome.link);
          } else if (outcome.failure != null) {
            failed.accept(outcome.failure);
          }
        });
  }

  private Link make(MacvlanRequests requests, VirtualMacRequest request) throws IOException {
    Optional<MacvlanRequests.Found> present = requests.find(request.name());
    if (present.isEmpty()) {
      requests.make(request);
    } else if (!present.get().satisfies(request)) {
      throw new SystemCallException(
          "making " + request,
          Errno.EEXIST.number(),
          "another link has this name; remove it, or give this one another");
    }
    Link link = found(requests, request);
    try {
      settings.apply(request.name(), request.base().name());
      requests.raise(link);
      return found(requests, request);
    } catch (IOException e) {
      forget(requests, new Made(link, request.base().name()));
      throw e;
    }
  }

  private static Link found(MacvlanRequests requests, VirtualMacRequest request)
      throws IOException {
    return requests
        .find(request.name())
        .map(MacvlanRequests.Found::link)
        .orElseThrow(
            () -> new SystemCallException("making " + request, Errno.ENODEV.number(), "it went"));
  }

  /**
   * Removes a link that was made or taken over, and puts back the settings of a base without
   * another. One that is gone is no failure.
   *
   * @param name of the link
   * @param done is told why it failed, or empty
   */
  public void remove(String name, Consumer<Optional<IOException>> done) {
    submit(
        "removing " + name,
        requests -> {
          Made gone = made.remove(name);
          if (gone != null) {
            forget(requests, gone);
          }
          return null;
        },
        outcome -> done.accept(Optional.ofNullable(outcome.failure)));
  }

  private void forget(MacvlanRequests requests, Made gone) throws IOException {
    requests.remove(gone.link);
    settings.forget(gone.link.name(), gone.baseName);
  }

  /** What is done on the thread. */
  private interface Task {
    @Nullable Link run(MacvlanRequests requests) throws IOException;
  }

  private void submit(String operation, Task task, Consumer<Outcome> done) {
    work.submit(
        () -> {
          try (MacvlanRequests requests = MacvlanRequests.open()) {
            return new Outcome(task.run(requests), null);
          } catch (IOException e) {
            return new Outcome(null, e);
          }
        },
        () -> new Outcome(null, new SystemCallException(operation, Errno.ECANCELED.number())),
        done);
  }

  /** Removes every link and puts all settings back; waits for that at most 2 s. */
  @Override
  public void close() {
    submit(
        "removing all links",
        requests -> {
          for (Made each : made.values()) {
            forget(requests, each);
          }
          made.clear();
          return null;
        },
        _ -> {});
    work.close();
  }
}
