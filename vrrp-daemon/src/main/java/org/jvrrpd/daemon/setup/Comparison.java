package org.jvrrpd.daemon.setup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.keepalived.KeepalivedInstance;

/** Finds where somebody who speaks VRRP already differs from what this node would say. */
final class Comparison {
  private static final String TWO_MASTERS = ": starting would make two masters";
  private static final String OTHER_RANK = ": starting would change who is MASTER";

  private final InstanceConfiguration ours;
  private final String fileName;
  private final Set<IpAddress> vips;
  private final Authentication authentication;

  /**
   * Compares with one instance.
   *
   * @param fileName what messages call our configuration
   */
  Comparison(InstanceConfiguration ours, String fileName) {
    this.ours = ours;
    this.fileName = fileName;
    this.vips = ours.addresses().stream().map(VirtualAddress::address).collect(Collectors.toSet());
    this.authentication =
        ours.authPass()
            .<Authentication>map(secret -> Authentication.SimplePassword.of(secret.bytes()))
            .orElseGet(Authentication.None::new);
  }

  /**
   * Which of keepalived's instances ours takes the place of: by VRID, by a VIP, or the only one.
   */
  Optional<KeepalivedInstance> counterpart(List<KeepalivedInstance> instances) {
    Optional<KeepalivedInstance> sameVrid =
        instances.stream()
            .filter(each -> each.vrid().equals(OptionalInt.of(ours.vrid())))
            .findFirst();
    return sameVrid
        .or(
            () ->
                instances.stream()
                    .filter(each -> each.addresses().stream().anyMatch(vips::contains))
                    .findFirst())
        .or(() -> instances.size() == 1 ? instances.stream().findFirst() : Optional.empty());
  }

  /** What differs from an instance in keepalived's file; what cannot be read there does not. */
  List<String> withFile(KeepalivedInstance theirs, String where) {
    List<String> found = new ArrayList<>();
    number(found, "version", theirs.version(), ours.version().number(), where, TWO_MASTERS);
    number(found, "virtual_router_id", theirs.vrid(), ours.vrid(), where, TWO_MASTERS);
    number(
        found,
        "advert_int (in centiseconds)",
        theirs.intervalCentis(),
        ours.advertIntervalCentis(),
        where,
        TWO_MASTERS);
    if (passwordDiffers(theirs)) {
      found.add("auth_pass differs from " + where + TWO_MASTERS);
    }
    addresses(found, theirs.addresses(), where);
    number(found, "priority", theirs.priority(), ours.priority(), where, OTHER_RANK);
    if (ours.interfaceName().isPresent()
        && theirs.interfaceName().filter(ours.interfaceName().get()::equals).isEmpty()
        && theirs.interfaceName().filter(name -> !name.contains("$")).isPresent()) {
      difference(
          found,
          "interface",
          theirs.interfaceName().get(),
          ours.interfaceName().get(),
          where,
          TWO_MASTERS);
    }
    return found;
  }

  private boolean passwordDiffers(KeepalivedInstance theirs) {
    if (theirs.authType().isEmpty()) {
      return ours.authPass().isPresent();
    }
    if (!theirs.authType().get().equals("PASS")) {
      return true;
    }
    boolean readable = theirs.password().isPresent();
    return readable ? !theirs.password().equals(ours.authPass()) : ours.authPass().isEmpty();
  }

  /**
   * What differs from an advertisement. Its priority does not count: checks may have changed it.
   */
  List<String> withWire(IpAddress source, Advertisement theirs) {
    String where = "the advertisements of " + source;
    List<String> found = new ArrayList<>();
    number(
        found,
        "version",
        OptionalInt.of(theirs.version().number()),
        ours.version().number(),
        where,
        TWO_MASTERS);
    if (theirs.version() != ours.version()) {
      return found;
    }
    number(
        found,
        "advert_int (in centiseconds)",
        OptionalInt.of(theirs.intervalCentis()),
        ours.advertIntervalCentis(),
        where,
        TWO_MASTERS);
    if (!theirs.authentication().equals(authentication)) {
      found.add("auth_pass differs from " + where + TWO_MASTERS);
    }
    addresses(found, new HashSet<>(theirs.addresses()), where);
    return found;
  }

  private void addresses(List<String> found, Set<IpAddress> theirs, String where) {
    if (!theirs.equals(vips)) {
      difference(found, "the list of VIPs", list(theirs), list(vips), where, TWO_MASTERS);
    }
  }

  private static String list(Set<IpAddress> addresses) {
    return addresses.isEmpty()
        ? "none"
        : addresses.stream().sorted().map(IpAddress::toString).collect(Collectors.joining(" "));
  }

  private void number(
      List<String> found,
      String what,
      OptionalInt theirs,
      int own,
      String where,
      String consequence) {
    if (theirs.isPresent() && theirs.getAsInt() != own) {
      difference(
          found,
          what,
          Integer.toString(theirs.getAsInt()),
          Integer.toString(own),
          where,
          consequence);
    }
  }

  private void difference(
      List<String> found,
      String what,
      String theirs,
      String own,
      String where,
      String consequence) {
    found.add(
        what
            + " differs from "
            + where
            + " ("
            + theirs
            + " there, "
            + own
            + " in "
            + fileName
            + ")"
            + consequence);
  }
}
