package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.keepalived.KeepalivedFile;
import org.jvrrpd.daemon.config.keepalived.KeepalivedInstance;
import org.jvrrpd.daemon.control.ControlClient;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.runtime.Version;
import org.jvrrpd.daemon.transport.Overheard;

/**
 * What speaks VRRP here already: compares what is live, in keepalived's file and on the wire, with
 * the configuration, and refuses a cut-over that would make two masters. Changes nothing.
 */
final class KeepalivedStep {
  private static final String DEFAULT_FILE = "/etc/keepalived/keepalived.conf";

  /** Beyond one interval, in which a master must be heard. */
  private static final Duration LISTENING_MARGIN = Duration.ofMillis(500);

  private static final Duration LONGEST_LISTENING = Duration.ofSeconds(6);

  private final Workplace workplace;
  private final Talk talk;
  private final BooleanSupplier mayReplace;

  /**
   * A step.
   *
   * @param mayReplace asks the user, where there is one
   */
  KeepalivedStep(Workplace workplace, BooleanSupplier mayReplace) {
    this.workplace = workplace;
    this.talk = workplace.talk();
    this.mayReplace = mayReplace;
  }

  /** The keepalived that runs here and is to be replaced, if there is one. */
  Optional<RunningKeepalived> run(ConfigurationStep.Found found) throws SetupFailure, IOException {
    talk.info("This is jvrrpd " + Version.number());
    if (runsAlready()) {
      return Optional.empty();
    }
    Optional<RunningKeepalived> running =
        workplace.options().isForeign() ? Optional.empty() : RunningKeepalived.find();
    running.ifPresent(each -> talk.info("keepalived runs here, process " + each.pid()));
    List<String> objections = new ArrayList<>();
    InstanceConfiguration ours = found.configuration().instances().getFirst();
    Comparison comparison = new Comparison(ours, found.file().getFileName().toString());
    compareWithFile(running, comparison, objections);
    compareWithWire(found.configuration(), comparison, objections);
    if (!objections.isEmpty()) {
      refuse(objections);
    } else if (running.isPresent()) {
      requireConsent(running.get());
    }
    return running;
  }

  private boolean runsAlready() {
    if (workplace.options().isForeign()) {
      return false;
    }
    try {
      var status = ControlClient.status(workplace.options().runtimeDirectory());
      talk.success("jvrrpd " + status.version() + " runs here, process " + status.pid());
      return true;
    } catch (IOException _) {
      talk.info("jvrrpd does not run here");
      return false;
    }
  }

  private void compareWithFile(
      Optional<RunningKeepalived> running, Comparison comparison, List<String> objections)
      throws IOException {
    Path readable =
        running
            .map(RunningKeepalived::readableConfiguration)
            .orElseGet(() -> workplace.tree().at(DEFAULT_FILE));
    String name =
        running.map(RunningKeepalived::configuration).map(Path::toString).orElse(DEFAULT_FILE);
    if (!Files.exists(readable)) {
      if (running.isPresent()) {
        objections.add(name + " cannot be read, so what keepalived does is not known");
      }
      return;
    }
    KeepalivedFile file;
    try {
      file = KeepalivedFile.read(readable);
    } catch (IOException e) {
      objections.add(name + " cannot be read: " + e.getMessage());
      return;
    }
    if (file.incomplete()) {
      talk.warning(
          name
              + " has parts that cannot be read and are not compared; jvrrpd check --config "
              + name
              + " says which");
    }
    if (file.balances() && running.isPresent()) {
      objections.add(
          name
              + " has virtual servers too, which jvrrpd does not replace: let keepalived go on with"
              + " them alone (keepalived -C)");
    }
    Optional<KeepalivedInstance> counterpart = comparison.counterpart(file.instances());
    counterpart.ifPresent(each -> objections.addAll(comparison.withFile(each, name)));
    List<String> others =
        file.instances().stream()
            .filter(each -> counterpart.filter(each::equals).isEmpty())
            .map(KeepalivedInstance::name)
            .toList();
    if (!others.isEmpty() && running.isPresent()) {
      objections.add(
          name + " has instances that jvrrpd would not replace: " + String.join(", ", others));
    }
    if (counterpart.isPresent() && objections.isEmpty()) {
      talk.success(name + " says the same");
    }
  }

  /** One advertisement interval and a little more, in which every master must be heard once. */
  private void compareWithWire(
      ClusterConfiguration configuration, Comparison comparison, List<String> objections) {
    InstanceConfiguration ours = configuration.instances().getFirst();
    Optional<String> link = ours.interfaceName().filter(KeepalivedStep::exists);
    if (workplace.options().isForeign() || link.isEmpty()) {
      return;
    }
    Duration interval = Duration.ofMillis(10L * ours.advertIntervalCentis());
    Duration time = interval.plus(LISTENING_MARGIN);
    Map<IpAddress, Advertisement> heard = new LinkedHashMap<>();
    try {
      Overheard.listen(
              link.get(),
              ours.vrid(),
              time.compareTo(LONGEST_LISTENING) < 0 ? time : LONGEST_LISTENING)
          .forEach(each -> heard.put(each.source(), each.advertisement()));
    } catch (IOException e) {
      talk.warning("what is on the wire could not be compared: " + e.getMessage());
      return;
    }
    if (heard.isEmpty()) {
      talk.info("nobody advertises VRID " + ours.vrid() + " on " + link.get());
    }
    heard.forEach(
        (source, advertisement) -> {
          List<String> differences = comparison.withWire(source, advertisement);
          if (differences.isEmpty()) {
            talk.success(
                source
                    + " is MASTER with priority "
                    + advertisement.priority()
                    + " and says the same");
          }
          objections.addAll(differences);
        });
  }

  private static boolean exists(String interfaceName) {
    try {
      return NetworkInterface.getByName(interfaceName) != null;
    } catch (IOException _) {
      return false;
    }
  }

  private void refuse(List<String> objections) throws SetupFailure {
    objections.forEach(talk::error);
    talk.info(
        "make both say the same first; a keepalived.conf that no controller uses any more can be"
            + " moved away");
    workplace.stop();
  }

  private void requireConsent(RunningKeepalived running) throws SetupFailure {
    if (workplace.options().replaceKeepalived()) {
      talk.info("keepalived will be stopped right before jvrrpd is started");
    } else if (workplace.dryRun()) {
      talk.info("with --replace-keepalived, keepalived would be stopped before jvrrpd is started");
    } else if (!mayReplace.getAsBoolean()) {
      talk.error(
          "keepalived runs here (process "
              + running.pid()
              + "); --replace-keepalived stops it and starts jvrrpd in its place");
      workplace.stop();
    }
  }
}
