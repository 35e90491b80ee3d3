package org.jvrrpd.daemon.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Holdings;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** What a node with a keepalived.conf would run, a line for each instance. */
final class PlannedInstances {
  private static final int MAX_SHOWN_ADDRESSES = 8;
  private static final int MAX_SHOWN_INSTANCES = 1_000;

  private PlannedInstances() {}

  static List<String> lines(VrrpConfiguration configuration) {
    return configuration.instances().stream()
        .limit(MAX_SHOWN_INSTANCES)
        .map(PlannedInstances::line)
        .toList();
  }

  private static String line(Instance instance) {
    return "("
        + instance.name()
        + ") VRRP version "
        + instance.version().value()
        + ", VRID "
        + instance.vrid().map(each -> each.value().toString()).orElse("missing")
        + ", priority "
        + instance.election().priority().value()
        + (instance.isOwner() ? " (address owner)" : "")
        + ", on "
        + instance.interfaceName().map(Placed::value).orElse("any interface")
        + ", every "
        + seconds(instance)
        + " s to "
        + destination(instance)
        + instance.wire().hmac().map(each -> ", HMAC " + each.mode().word()).orElse("")
        + ", holds "
        + addresses(instance.holdings())
        + " when it is MASTER.";
  }

  private static String seconds(Instance instance) {
    return BigDecimal.valueOf(instance.election().advertIntervalCentis().value(), 2)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String destination(Instance instance) {
    int peers = instance.wire().peers().size();
    return peers == 0 ? "everybody" : peers == 1 ? "1 peer" : peers + " peers";
  }

  private static String addresses(Holdings holdings) {
    List<Address> addresses = holdings.addresses();
    String shown =
        addresses.stream()
            .limit(MAX_SHOWN_ADDRESSES)
            .map(Address::toString)
            .collect(Collectors.joining(", "));
    int hidden = Math.max(addresses.size() - MAX_SHOWN_ADDRESSES, 0) + holdings.excluded().size();
    if (addresses.isEmpty()) {
      return hidden == 0 ? "no address" : hidden + " addresses that it does not advertise";
    }
    return hidden == 0 ? shown : shown + " and " + hidden + " more";
  }
}
