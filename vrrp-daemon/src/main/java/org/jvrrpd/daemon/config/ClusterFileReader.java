package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.ControllersReader.Controllers;
import org.jvrrpd.daemon.config.ControllersReader.Listed;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;

/** Reads the cluster file as a whole: its sections, this node's place in it, what goes together. */
final class ClusterFileReader {
  private static final String INSTANCE = "VI_MAIN";
  private static final Set<String> SECTIONS =
      Set.of("network", "nodes", "controllers", "high_availability", "environment", "vrrp");

  private final Path file;
  private final NodeFinder nodeFinder;
  private final LocalHost host;
  private final Map<String, String> processEnvironment;
  private final Problems problems;

  ClusterFileReader(
      Path file,
      NodeFinder nodeFinder,
      LocalHost host,
      Map<String, String> processEnvironment,
      Problems problems) {
    this.file = file;
    this.nodeFinder = nodeFinder;
    this.host = host;
    this.processEnvironment = processEnvironment;
    this.problems = problems;
  }

  /** Lists of other nodes can be long, and nothing in them is looked at. */
  private static boolean isRead(String path) {
    int dot = path.indexOf('.');
    return path.startsWith("nodes.")
        ? path.equals("nodes.controllers") || path.equals("nodes.controller")
        : SECTIONS.contains(dot < 0 ? path : path.substring(0, dot));
  }

  /** The configuration, if all that is needed for one could be read. */
  Optional<ClusterConfiguration> read(SourceText source) throws UnreadableFileException {
    if (!(YamlParser.parse(source, ClusterFileReader::isRead) instanceof Mapping document)) {
      throw new UnreadableFileException(
          Position.START, "a cluster file is a map with network: and nodes:, and this is not");
    }
    Section root = new Section(document, "", variables(document), problems);
    if (root.has("vrrp")) {
      problems.warning(
          root.placeOfKey("vrrp"),
          "is passed over; this version reads network, nodes and high_availability");
    }
    Optional<Controllers> controllers = new ControllersReader(problems).read(root);
    if (controllers.isEmpty() && SingleHead.refuse(root, source, problems)) {
      return Optional.empty();
    }
    if (controllers.isEmpty()) {
      problems.error(
          new Place(root.place().at(), "nodes.controllers"),
          "is missing; list the controllers, each with hostname and ip_address");
    }
    Optional<VipSettings> vip = new VipReader(problems).read(root);
    vip.flatMap(VipSettings::authPass).ifPresent(new PasswordReview(file, problems)::review);
    KeepalivedReader.Settings keepalived = new KeepalivedReader(host, problems).read(root);
    if (controllers.isEmpty()) {
      return Optional.empty();
    }
    Controllers all = controllers.orElseThrow();
    vip.ifPresent(settings -> new ClusterReview(problems).review(all, settings, keepalived));
    Optional<Listed> node = nodeFinder.find(all);
    node.ifPresent(
        found -> new UnitReview(host, problems).review(keepalived, found.controller().services()));
    // Whatever was refused is absent here or replaced by its default, and is an error already.
    return problems.hasErrors()
        ? Optional.empty()
        : node.flatMap(
            found -> vip.map(settings -> configuration(found, all, settings, keepalived)));
  }

  private Variables variables(Mapping document) {
    Map<String, String> ofFile = new HashMap<>();
    Variables none = new Variables(Map.of(), Map.of());
    boolean isMap = new Section(document, "", none, problems).section("environment").isPresent();
    if (isMap && document.find("environment").orElseThrow().value() instanceof Mapping map) {
      for (Entry entry : map.entries()) {
        if (entry.value() instanceof Scalar scalar) {
          ofFile.putIfAbsent(entry.key().text(), scalar.isNull() ? "" : scalar.text());
        }
      }
    }
    return new Variables(ofFile, processEnvironment);
  }

  private ClusterConfiguration configuration(
      Listed found, Controllers all, VipSettings vip, KeepalivedReader.Settings keepalived) {
    Controller self = found.controller();
    List<Controller> controllers = all.listed().stream().map(Listed::controller).toList();
    return new ClusterConfiguration(
        file,
        new NodeIdentity(
            self.hostname(), self.address(), self.priority(), self.vipOwner(), self.services()),
        controllers,
        List.of(instance(self, controllers, vip, keepalived.checks())),
        keepalived.checks(),
        keepalived.notifications());
  }

  private InstanceConfiguration instance(
      Controller self, List<Controller> controllers, VipSettings vip, List<HealthCheck> checks) {
    List<VirtualAddress> addresses = vip.virtualAddresses();
    AddressFamily family = addresses.getFirst().address().family();
    List<Controller> peers =
        controllers.stream().filter(each -> each.takesPart() && !each.equals(self)).toList();
    return new InstanceConfiguration(
        INSTANCE,
        vip.version(),
        family,
        vip.vrid(),
        vip.interfaceName().or(() -> host.interfaceOf(self.address())),
        Optional.of(self.address()),
        self.priority(),
        vip.advertIntervalCentis(),
        self.preempt(),
        vip.preemptDelay(),
        vip.authPass().map(password -> Secret.of(password.value())),
        addresses,
        prioritiesByAddress(peers, family),
        peers.stream().mapToInt(Controller::priority).max(),
        vip.healthTakeover(),
        vip.vipLease(),
        vip.checksumForm(),
        vip.startupDelay(),
        vip.downIntervals(),
        checks.stream().map(CheckWeight::of).toList(),
        Particulars.USUAL);
  }

  /** Empty where the file does not have the addresses from which the others advertise. */
  private static Map<IpAddress, Integer> prioritiesByAddress(
      List<Controller> peers, AddressFamily family) {
    Map<IpAddress, Integer> priorities = new LinkedHashMap<>();
    for (Controller each : peers) {
      if (!InstanceConfiguration.canAdvertiseFrom(each.address(), family)) {
        return Map.of();
      }
      priorities.put(each.address(), each.priority());
    }
    return priorities;
  }
}
