package org.jvrrpd.daemon.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jvrrpd.daemon.control.DumpedInstance.Address;
import org.jvrrpd.daemon.control.DumpedInstance.Statistic;

/**
 * The JSON of keepalived's {@code json_version 1}, as 2.2.7 writes it: exporters read its names.
 * Passwords are masked.
 */
final class DumpJson {
  private static final String MASKED = "********";
  private static final int CENTIS = 100;

  private DumpJson() {}

  static String of(List<DumpedInstance> instances) throws IOException {
    return JSON.std
        .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
        .asString(instances.stream().map(DumpJson::instance).toList());
  }

  private static Map<String, Object> instance(DumpedInstance instance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data(instance));
    json.put("stats", statistics(instance));
    return json;
  }

  private static Map<String, Object> data(DumpedInstance instance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("iname", instance.name());
    json.put("dont_track_primary", 0);
    json.put("skip_check_adv_addr", 0);
    json.put("strict_mode", 0);
    json.put("vmac_ifname", "");
    json.put("ifp_ifname", instance.interfaceName());
    json.put("master_priority", instance.masterPriority());
    json.put("last_transition", instance.lastTransition().toEpochMilli() / 1_000.0);
    json.put("garp_delay", instance.announcing().delaySeconds());
    json.put("garp_refresh", instance.announcing().refreshSeconds());
    json.put("garp_rep", instance.announcing().repeat());
    json.put("garp_refresh_rep", instance.announcing().refreshRepeat());
    json.put("garp_lower_prio_delay", instance.announcing().delaySeconds());
    json.put("garp_lower_prio_rep", instance.announcing().repeat());
    json.put("lower_prio_no_advert", 0);
    json.put("higher_prio_send_advert", 0);
    json.put("vrid", instance.vrid());
    json.put("base_priority", instance.basePriority());
    json.put("effective_priority", instance.effectivePriority());
    json.put("vipset", instance.addresses().stream().anyMatch(Address::set));
    json.put("promote_secondaries", true);
    json.put("adver_int", seconds(instance));
    json.put("master_adver_int", seconds(instance));
    json.put("accept", instance.accept() ? 1 : 0);
    json.put("nopreempt", !instance.preempt());
    json.put("preempt_delay", instance.preemptDelaySeconds());
    json.put("state", stateNumber(instance));
    json.put("wantstate", stateNumber(instance));
    json.put("version", instance.version());
    json.put("smtp_alert", false);
    json.put("notify_deleted", false);
    json.put("vips", instance.addresses().stream().map(Address::toString).toList());
    if (!instance.checks().isEmpty()) {
      json.put("track_script", instance.checks());
    }
    json.put("auth_type", instance.password() ? 1 : 0);
    if (instance.password()) {
      json.put("auth_data", MASKED);
    }
    return json;
  }

  private static Map<String, Object> statistics(DumpedInstance instance) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Statistic statistic : Statistic.values()) {
      json.put(statistic.name().toLowerCase(Locale.ROOT), instance.count(statistic));
    }
    return json;
  }

  private static Number seconds(DumpedInstance instance) {
    int centis = instance.intervalCentis();
    if (centis % CENTIS == 0) {
      return centis / CENTIS;
    }
    return centis / (double) CENTIS;
  }

  /** keepalived's numbers of states. */
  private static int stateNumber(DumpedInstance instance) {
    return switch (instance.state()) {
      case "BACKUP" -> 1;
      case "MASTER" -> 2;
      case "FAULT" -> 3;
      default -> 0;
    };
  }
}
