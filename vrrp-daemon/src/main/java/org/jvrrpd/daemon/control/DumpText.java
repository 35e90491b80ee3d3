package org.jvrrpd.daemon.control;

import java.util.List;
import java.util.Locale;
import org.jvrrpd.daemon.control.DumpedInstance.Statistic;

/** The files that people read, with keepalived's headings; passwords are masked. */
final class DumpText {
  private static final double CENTIS = 100.0;

  private DumpText() {}

  /** Settings and states. */
  static String data(List<DumpedInstance> instances) {
    StringBuilder text = new StringBuilder("------< VRRP Topology >------\n");
    instances.forEach(each -> data(each, text));
    return text.toString();
  }

  private static void data(DumpedInstance instance, StringBuilder text) {
    text.append(" VRRP Instance = ").append(instance.name()).append('\n');
    line(text, "VRRP Version", instance.version());
    instance.syncGroup().ifPresent(group -> line(text, "Sync group", group));
    line(text, "State", instance.state());
    line(text, "Last transition", instance.lastTransition());
    line(text, "Interface", instance.interfaceName());
    line(text, "Gratuitous ARP delay", instance.announcing().delaySeconds());
    line(text, "Gratuitous ARP repeat", instance.announcing().repeat());
    line(text, "Gratuitous ARP refresh", instance.announcing().refreshSeconds());
    line(text, "Gratuitous ARP refresh repeat", instance.announcing().refreshRepeat());
    line(text, "Virtual Router ID", instance.vrid());
    line(text, "Priority", instance.basePriority());
    line(text, "Effective priority", instance.effectivePriority());
    line(
        text,
        "Advert interval",
        String.format(Locale.ROOT, "%.2f sec", instance.intervalCentis() / CENTIS));
    line(text, "Accept", instance.accept() ? "enabled" : "disabled");
    line(text, "Preempt", instance.preempt() ? "enabled" : "disabled");
    if (instance.preemptDelaySeconds() > 0) {
      line(text, "Preempt delay", instance.preemptDelaySeconds() + " secs");
    }
    if (instance.password()) {
      line(text, "Authentication type", "SIMPLE_PASSWORD");
      line(text, "Password", "********");
    }
    text.append("   Virtual IP (").append(instance.addresses().size()).append("):\n");
    instance.addresses().forEach(each -> text.append("     ").append(each).append('\n'));
    if (!instance.checks().isEmpty()) {
      text.append("   Tracked scripts :\n");
      instance.checks().forEach(each -> text.append("     ").append(each).append('\n'));
    }
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append("   ").append(key).append(" = ").append(value).append('\n');
  }

  /** Counters. */
  static String statistics(List<DumpedInstance> instances) {
    StringBuilder text = new StringBuilder();
    instances.forEach(each -> statistics(each, text));
    return text.toString();
  }

  private static void statistics(DumpedInstance instance, StringBuilder text) {
    text.append("VRRP Instance: ").append(instance.name()).append('\n');
    text.append("  Advertisements:\n");
    count(text, "    Received", instance, Statistic.ADVERT_RCVD);
    count(text, "    Sent", instance, Statistic.ADVERT_SENT);
    count(text, "  Became master", instance, Statistic.BECOME_MASTER);
    count(text, "  Released master", instance, Statistic.RELEASE_MASTER);
    text.append("  Packet Errors:\n");
    count(text, "    Length", instance, Statistic.PACKET_LEN_ERR);
    count(text, "    TTL", instance, Statistic.IP_TTL_ERR);
    count(text, "    Invalid Type", instance, Statistic.INVALID_TYPE_RCVD);
    count(text, "    Advertisement Interval", instance, Statistic.ADVERT_INTERVAL_ERR);
    count(text, "    Address List", instance, Statistic.ADDR_LIST_ERR);
    text.append("  Authentication Errors:\n");
    count(text, "    Invalid Type", instance, Statistic.INVALID_AUTHTYPE);
    count(text, "    Type Mismatch", instance, Statistic.AUTHTYPE_MISMATCH);
    count(text, "    Failure", instance, Statistic.AUTH_FAILURE);
    text.append("  Priority Zero:\n");
    count(text, "    Received", instance, Statistic.PRI_ZERO_RCVD);
    count(text, "    Sent", instance, Statistic.PRI_ZERO_SENT);
  }

  private static void count(
      StringBuilder text, String key, DumpedInstance instance, Statistic statistic) {
    text.append(key).append(": ").append(instance.count(statistic)).append('\n');
  }
}
