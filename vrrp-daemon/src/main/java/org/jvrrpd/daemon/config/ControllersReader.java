package org.jvrrpd.daemon.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/** Reads the list of controllers: {@code controllers} at top level, else that of {@code nodes}. */
final class ControllersReader {
  /** More cannot share a link in any sensible way, and later checks compare them. */
  private static final int MAX_CONTROLLERS = 255;

  private static final int DEFAULT_PRIORITY = 100;

  /** Keys of the cluster's installer in the same maps. */
  private static final Set<String> OF_THE_INSTALLER =
      Set.of(
          "ssh_user",
          "ssh_port",
          "ssh_key_path",
          "ssh_password",
          "os_type",
          "node_type",
          "hardware",
          "description");

  private final Problems problems;

  ControllersReader(Problems problems) {
    this.problems = problems;
  }

  /** A controller and the part of the file that it was read from. */
  record Listed(Controller controller, Section section) {}

  /**
   * The file's controllers.
   *
   * @param place where the list stands
   * @param listed those that could be read
   * @param complete whether these are all that the file lists
   * @param sound whether nothing in the list is wrong, so that comparing them makes sense
   */
  record Controllers(Place place, List<Listed> listed, boolean complete, boolean sound) {
    Controllers {
      listed = List.copyOf(listed);
    }

    /** Those that take part in the election. */
    List<Listed> voters() {
      return listed.stream().filter(each -> each.controller().takesPart()).toList();
    }
  }

  /** Reads the list, empty if the file has none. */
  Optional<Controllers> read(Section root) {
    Optional<Section> nodes = root.section("nodes");
    boolean inNodes = nodes.filter(section -> section.has("controllers")).isPresent();
    if (root.has("controllers")) {
      if (inNodes) {
        problems.warning(
            nodes.orElseThrow().placeOfKey("controllers"),
            "is passed over, because controllers at top level is there too; remove one of them");
      }
      return Optional.of(readFrom(root));
    }
    return inNodes ? nodes.map(this::readFrom) : Optional.empty();
  }

  private Controllers readFrom(Section holder) {
    int errorsBefore = problems.errorCount();
    List<Section> sections = holder.sections("controllers");
    Place place = holder.placeOfKey("controllers");
    if (sections.isEmpty()) {
      problems.error(place, "lists no controllers");
    }
    if (sections.size() > MAX_CONTROLLERS) {
      problems.error(place, "lists more than " + MAX_CONTROLLERS + " controllers");
      return new Controllers(place, List.of(), false, false);
    }
    List<Listed> listed = new ArrayList<>();
    for (Section section : sections) {
      controller(section).ifPresent(controller -> listed.add(new Listed(controller, section)));
    }
    refuseSharedAddresses(listed);
    boolean complete = !listed.isEmpty() && listed.size() == holder.size("controllers");
    return new Controllers(place, listed, complete, problems.errorCount() == errorsBefore);
  }

  private Optional<Controller> controller(Section section) {
    section.warnOfUnknownKeys(KnownKeys.CONTROLLER, OF_THE_INSTALLER);
    String everyOne = "every controller needs one";
    Optional<String> hostname =
        section
            .required(everyOne, "hostname")
            .flatMap(text -> section.convert(text, ControllersReader::hostname, "a host name"));
    Optional<IpAddress> address =
        section
            .required(everyOne, "ip_address", "ip")
            .flatMap(
                text ->
                    section.convert(
                        text, each -> Addresses.ofHost(each.value()), "the IP address of a host"));
    int priority = section.integer(DEFAULT_PRIORITY, 1, 254, "priority");
    boolean vipOwner = section.flag("vip_owner").orElse(false);
    boolean preempt = section.flag("preempt").orElse(vipOwner);
    Set<String> services =
        section.section("services").map(ControllersReader::enabled).orElse(Set.of());
    return hostname.flatMap(
        name ->
            address.map(each -> new Controller(name, each, priority, vipOwner, preempt, services)));
  }

  private static Optional<String> hostname(Text text) {
    return text.value().isBlank() ? Optional.empty() : Optional.of(text.value());
  }

  /** A service that nobody knows here is one that no check looks at, so it is worth a warning. */
  private static Set<String> enabled(Section services) {
    services.warnOfUnknownKeys(KnownKeys.SERVICES, Set.of());
    Set<String> enabled = new LinkedHashSet<>();
    for (String name : services.keys()) {
      boolean ours = KnownKeys.SERVICES.contains(name);
      if (ours && services.flag(name).orElse(false)) {
        enabled.add(name);
      }
    }
    return enabled;
  }

  private void refuseSharedAddresses(List<Listed> listed) {
    Map<IpAddress, Controller> first = new HashMap<>();
    for (Listed each : listed) {
      Controller before = first.putIfAbsent(each.controller().address(), each.controller());
      if (before != null) {
        problems.error(
            each.section().place("ip_address", "ip"),
            "is the address of " + before + " too; each controller has its own");
      }
    }
  }
}
