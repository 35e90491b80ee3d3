package org.jvrrpd.daemon.config.judgement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Election;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Wire;

/** Judges each instance by itself. */
final class InstanceJudge {
  private static final int SECOND_CENTIS = 100;

  /** Twelve bits on the wire (RFC 9568 section 5.2.7). */
  private static final int MAX_V3_CENTIS = 4095;

  /** The count has eight bits (RFC 9568 section 5.2.5). */
  private static final int MAX_IPV4_ADDRESSES = 255;

  /** What fits into 1500 bytes behind the headers and the eight bytes that keepalived leaves. */
  private static final int MAX_IPV6_ADDRESSES = 89;

  private final Findings findings;

  InstanceJudge(Findings findings) {
    this.findings = findings;
  }

  void judge(Instance instance) {
    String key = key(instance);
    required(instance, key);
    election(instance, key);
    interval(instance, key);
    authentication(instance, key);
    new HmacJudge(findings, key).judge(instance);
    addresses(instance, key);
    unicast(instance, key);
    if (instance.holdings().accept().isPresent() && instance.holdings().noAccept().isPresent()) {
      findings.strictWarning(
          instance.holdings().noAccept().get(), key, "there is accept too; remove one of them");
    }
  }

  static String key(Instance instance) {
    return ("vrrp_instance " + instance.name()).strip();
  }

  private void required(Instance instance, String key) {
    if (instance.vrid().isEmpty()) {
      findings.error(instance.at(), key, "has no virtual_router_id (1 to 255)");
    }
    Optional<Placed<String>> name = instance.interfaceName();
    if (name.isEmpty() && instance.wire().unicast().isEmpty()) {
      findings.error(instance.at(), key, "has no interface");
    }
    if (name.filter(each -> each.value().equals("lo")).isPresent()) {
      findings.error(name.get().at(), key, "nobody hears advertisements on a loopback interface");
    }
    if (instance.version().value() == 2 && instance.family() == AddressFamily.IPV6) {
      findings.strictWarning(
          instance.version().at(), key, "version 2 is for IPv4; with IPv6 it is version 3");
    }
  }

  private void election(Instance instance, String key) {
    Election election = instance.election();
    boolean master = election.startsAsMaster().isPresent();
    if (master && election.priority().at().equals(instance.at())) {
      findings.strictWarning(
          election.startsAsMaster().get(),
          key,
          "state MASTER without a priority makes it the address owner (255); add priority");
    }
    if (election.nopreempt().isPresent() && (master || instance.isOwner())) {
      findings.error(
          election.nopreempt().get(),
          key,
          instance.isOwner()
              ? "an address owner (priority 255) always preempts; remove nopreempt"
              : "nopreempt has no effect with state MASTER; write state BACKUP");
    }
    if (!election.preemptDelay().value().isZero() && (master || instance.isOwner())) {
      findings.error(
          election.preemptDelay().at(),
          key,
          "preempt_delay has no effect with state MASTER; write state BACKUP");
    }
  }

  private void interval(Instance instance, String key) {
    Placed<Integer> interval = instance.election().advertIntervalCentis();
    boolean version2 = instance.version().value() == 2 && instance.family() == AddressFamily.IPV4;
    if (version2 && interval.value() % SECOND_CENTIS != 0) {
      findings.error(
          interval.at(),
          key,
          "version 2 has whole seconds between advertisements; round it, or use version 3");
    }
    if (!version2 && interval.value() > MAX_V3_CENTIS) {
      findings.error(
          interval.at(), key, "version 3 has at most 40.95 seconds between advertisements");
    }
  }

  private void authentication(Instance instance, String key) {
    Optional<Wire.Authentication> found = instance.wire().authentication();
    if (found.isEmpty()) {
      return;
    }
    Wire.Authentication authentication = found.get();
    if (instance.version().value() == 3) {
      findings.error(authentication.at(), key, "version 3 has no authentication; remove the block");
      return;
    }
    if (instance.election().strict()) {
      findings.error(
          authentication.at(), key, "strict mode has no authentication; remove one of the two");
      return;
    }
    if (authentication.type().value().equals("AH")) {
      authenticationHeader(instance, authentication, key);
      return;
    }
    if (authentication.password().isEmpty()) {
      findings.error(authentication.at(), key, "has no auth_pass, so it is not authenticated");
    } else if (authentication.passwordBytes() > Secret.WIRE_BYTES) {
      findings.error(
          authentication.password().get().at(),
          key,
          "auth_pass has more than 8 bytes, and only the first 8 count; shorten it on all nodes");
    }
  }

  private void authenticationHeader(
      Instance instance, Wire.Authentication authentication, String key) {
    String message = "AH is not spoken here: use PASS, or a network of your own";
    boolean reported = instance.election().startsAsMaster().isPresent() && !instance.isOwner();
    findings.refusal(
        reported ? Severity.ERROR : Severity.WARNING,
        reported ? Verdict.OBJECTS : Verdict.ACCEPTS,
        authentication.type().at(),
        key,
        message);
  }

  private void addresses(Instance instance, String key) {
    List<Address> addresses = instance.holdings().addresses();
    if (addresses.isEmpty() && !instance.holdings().meantToBeEmpty()) {
      findings.error(instance.at(), key, "has no virtual address; add virtual_ipaddress");
    }
    Set<IpAddress> seen = new HashSet<>();
    for (Address address : addresses) {
      if (address.address().family() != instance.family()) {
        findings.error(
            address.at(),
            key,
            address
                + " is of another family than the first address; move it to"
                + " virtual_ipaddress_excluded");
      }
      if (!seen.add(address.address())) {
        findings.strictWarning(address.at(), key, address + " is here twice");
      }
    }
    for (Address address : instance.holdings().excluded()) {
      if (!seen.add(address.address())) {
        findings.strictWarning(address.at(), key, address + " is here twice");
      }
    }
    int most = instance.family() == AddressFamily.IPV4 ? MAX_IPV4_ADDRESSES : MAX_IPV6_ADDRESSES;
    if (addresses.size() > most) {
      findings.error(
          addresses.get(most).at(),
          key,
          addresses.size()
              + " addresses do not fit into an advertisement of 1500 bytes, "
              + most
              + " do; move the rest to virtual_ipaddress_excluded");
    }
  }

  private void unicast(Instance instance, String key) {
    Wire wire = instance.wire();
    if (wire.unicast().isPresent() && wire.peers().isEmpty()) {
      findings.error(
          wire.unicast().get(),
          key,
          "is unicast and has no peer; name one in unicast_peer, or remove the unicast words");
    }
    for (Wire.Peer peer : wire.peers()) {
      family(instance, peer.address(), key);
      if (wire.unicastSource()
          .filter(own -> own.value().equals(peer.address().value()))
          .isPresent()) {
        findings.strictWarning(peer.address().at(), key, "this peer is the node itself");
      }
    }
    wire.unicastSource().ifPresent(source -> family(instance, source, key));
    wire.multicastSource().ifPresent(source -> family(instance, source, key));
    boolean onVmac = instance.virtualMac().filter(each -> !each.transmitFromBase()).isPresent();
    if (onVmac && !wire.peers().isEmpty()) {
      findings.add(
          Severity.WARNING,
          Verdict.OBJECTS,
          instance.virtualMac().get().at(),
          key,
          "use_vmac with peers needs vmac_xmit_base, which is taken as said");
    }
    if (instance.election().strict() && !wire.peers().isEmpty()) {
      findings.strictWarning(
          wire.unicast().orElse(instance.at()), key, "strict mode knows no unicast");
    }
  }

  private void family(Instance instance, Placed<IpAddress> address, String key) {
    boolean addressed = !instance.holdings().addresses().isEmpty();
    if (addressed && address.value().family() != instance.family()) {
      findings.error(
          address.at(), key, address.value() + " is not of the family of its virtual addresses");
    }
  }
}
