package org.jvrrpd.daemon.config.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.UnusableKeyException;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.VirtualMacInterface;
import org.jvrrpd.daemon.config.vrrp.Election;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VirtualMac;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.config.vrrp.Wire;

/**
 * The virtual routers of keepalived's words, as they are run. Mistakes that keepalived corrects are
 * corrected in the same way; the judge has told of them already.
 */
final class Instances {
  private static final int SECOND_CENTIS = 100;
  private static final int MAX_V3_CENTIS = 4095;

  private final VrrpConfiguration words;
  private final Checks checks;
  private final Duration startupDelay;
  private final List<Problem> problems;
  private final Map<String, NamedGroup> groups;
  private final Set<String> macvlans = new HashSet<>();

  Instances(VrrpConfiguration words, Checks checks, Duration startupDelay, List<Problem> problems) {
    this.words = words;
    this.checks = checks;
    this.startupDelay = startupDelay;
    this.problems = problems;
    this.groups = groups(words);
  }

  /** Those that can be run; of the others it is told why not. */
  List<InstanceConfiguration> all() {
    List<InstanceConfiguration> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<List<Object>> identities = new HashSet<>();
    for (Instance instance : words.instances()) {
      Optional<String> obstacle = obstacle(instance);
      if (obstacle.isEmpty() && !names.add(instance.name())) {
        obstacle = Optional.of("another one has the same name");
      }
      if (obstacle.isEmpty() && !identities.add(identity(instance))) {
        obstacle = Optional.of("another one has the same VRID on the same interface");
      }
      if (obstacle.isPresent()) {
        leaveOut(instance, obstacle.get());
      } else {
        add(instance, all);
      }
    }
    return all;
  }

  private void add(Instance instance, List<InstanceConfiguration> all) {
    try {
      all.add(configuration(instance));
    } catch (UnusableKeyException e) {
      leaveOut(instance, e.getMessage());
    }
  }

  private static List<Object> identity(Instance instance) {
    return List.of(
        instance.family(),
        instance.vrid().map(Placed::value).orElse(0),
        interfaceName(instance).orElse(""));
  }

  private void leaveOut(Instance instance, String obstacle) {
    problems.add(
        new Problem(
            Severity.WARNING,
            instance.at().file(),
            instance.at().line(),
            instance.at().column(),
            ("vrrp_instance " + instance.name()).strip(),
            "is not run: " + obstacle));
  }

  private static Optional<String> obstacle(Instance instance) {
    if (instance.vrid().isEmpty()) {
      return Optional.of("it has no virtual_router_id");
    }
    if (advertised(instance).isEmpty()) {
      return Optional.of("it has no virtual address to advertise");
    }
    if (instance.wire().unicast().isPresent() && ReachOf.peers(instance).isEmpty()) {
      return Optional.of("it is unicast and has no peer");
    }
    return interfaceName(instance).filter("lo"::equals).isPresent()
        ? Optional.of("nobody hears it on a loopback interface")
        : Optional.empty();
  }

  private InstanceConfiguration configuration(Instance instance) throws UnusableKeyException {
    Election election = instance.election();
    ProtocolVersion version = version(instance);
    List<VirtualAddress> advertised = advertised(instance);
    int intervalCentis = interval(version, election.advertIntervalCentis().value());
    Optional<HmacSettings> hmac = Optional.empty();
    if (instance.wire().hmac().isPresent()) {
      hmac = Optional.of(Protection.of(instance.wire().hmac().get(), intervalCentis));
    }
    return new InstanceConfiguration(
        instance.name(),
        version,
        instance.family(),
        instance.vrid().orElseThrow().value(),
        interfaceName(instance),
        ownAddress(instance),
        election.priority().value(),
        intervalCentis,
        election.nopreempt().isEmpty(),
        election.preemptDelay().value(),
        password(instance, version),
        advertised,
        Map.of(),
        OptionalInt.empty(),
        false,
        true,
        instance.wire().checksumLikeVersion2()
            ? ChecksumForm.MESSAGE_ONLY
            : ChecksumForm.PSEUDO_HEADER,
        startupDelay,
        election.downTimerAdverts(),
        tracked(instance),
        particulars(instance, advertised, hmac));
  }

  private Particulars particulars(
      Instance instance, List<VirtualAddress> advertised, Optional<HmacSettings> hmac) {
    return new Particulars(
        instance.election().startsAsMaster().isPresent(),
        instance.tracking().ownLink(),
        Optional.of(ReachOf.instance(instance, words.globals())),
        HeldObjects.excluded(instance, advertised),
        HeldObjects.lines(instance.holdings().routes()),
        HeldObjects.lines(instance.holdings().rules()),
        instance.isOwner()
            || instance.holdings().accept().isPresent()
            || (instance.holdings().noAccept().isEmpty() && !instance.election().strict()),
        HeldObjects.times(instance, words),
        instance
            .virtualMac()
            .map(
                mac ->
                    new VirtualMacInterface(
                        macvlan(instance, mac), mac.macAddress(), mac.transmitFromBase())),
        hmac,
        group(instance).map(NamedGroup::name));
  }

  /** As keepalived names them: {@code vrrp.51}, {@code vrrp6.51}, {@code vrrp.51.1}, ... */
  private String macvlan(Instance instance, VirtualMac mac) {
    if (mac.name().isPresent()) {
      macvlans.add(mac.name().get());
      return mac.name().get();
    }
    int vrid = instance.vrid().orElseThrow().value();
    String name = "vrrp." + vrid;
    if (macvlans.contains(name) && instance.family() == AddressFamily.IPV6) {
      name = "vrrp6." + vrid;
    }
    for (int i = 1; !macvlans.add(name); i++) {
      name = "vrrp." + vrid + "." + i;
    }
    return name;
  }

  private static List<VirtualAddress> advertised(Instance instance) {
    return HeldObjects.advertised(instance);
  }

  /** Without an interface, a unicast instance lives where its source address is. */
  private static Optional<String> interfaceName(Instance instance) {
    Optional<String> written = instance.interfaceName().map(Placed::value);
    return written.isPresent() || instance.wire().unicastSource().isPresent()
        ? written
        : Optional.of("eth0");
  }

  private static Optional<IpAddress> ownAddress(Instance instance) {
    Wire wire = instance.wire();
    return (ReachOf.isUnicast(instance) ? wire.unicastSource() : wire.multicastSource())
        .map(Placed::value)
        .filter(each -> each.family() == instance.family());
  }

  private static ProtocolVersion version(Instance instance) {
    return instance.family() == AddressFamily.IPV6 || instance.version().value() == 3
        ? ProtocolVersion.V3
        : ProtocolVersion.V2;
  }

  /** Whole seconds in version 2, and what twelve bits hold in version 3. */
  private static int interval(ProtocolVersion version, int centis) {
    return switch (version) {
      case V2 ->
          Math.max(SECOND_CENTIS, (centis + SECOND_CENTIS / 2) / SECOND_CENTIS * SECOND_CENTIS);
      case V3 -> Math.min(centis, MAX_V3_CENTIS);
    };
  }

  private static Optional<Secret> password(Instance instance, ProtocolVersion version) {
    return instance
        .wire()
        .authentication()
        .filter(_ -> version == ProtocolVersion.V2 && !instance.election().strict())
        .flatMap(Wire.Authentication::password)
        .map(Placed::value);
  }

  private Optional<NamedGroup> group(Instance instance) {
    return Optional.ofNullable(groups.get(instance.name()));
  }

  /** The first group that names it, by the name of each instance; a group of one is none. */
  private static Map<String, NamedGroup> groups(VrrpConfiguration words) {
    Set<String> runnable =
        words.instances().stream()
            .filter(each -> obstacle(each).isEmpty())
            .map(Instance::name)
            .collect(Collectors.toSet());
    Map<String, NamedGroup> first = new HashMap<>();
    Set<String> alone = new HashSet<>();
    for (NamedGroup group : words.syncGroups()) {
      Set<String> members = group.members().stream().map(Placed::value).collect(Collectors.toSet());
      boolean isGroup = members.stream().filter(runnable::contains).count() > 1;
      for (String member : members) {
        if (!isGroup && !first.containsKey(member)) {
          alone.add(member);
        } else if (!alone.contains(member)) {
          first.putIfAbsent(member, group);
        }
      }
    }
    return first;
  }

  /**
   * Members depend on what their group tracks; their own weights count only if it says so, and
   * those of an address owner never.
   */
  private List<CheckWeight> tracked(Instance instance) {
    Optional<NamedGroup> group = group(instance);
    boolean moves = !instance.isOwner();
    List<CheckWeight> tracked =
        new ArrayList<>(
            checks.weights(
                instance.tracking(), moves && group.map(NamedGroup::memberWeights).orElse(true)));
    group.ifPresent(
        each ->
            checks.weights(each.tracking(), moves).stream()
                .filter(
                    weight -> tracked.stream().noneMatch(own -> own.check().equals(weight.check())))
                .forEach(tracked::add));
    return tracked;
  }
}
