package org.jvrrpd.daemon.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One change of state as others are told of it.
 *
 * @param instance the instance's name
 * @param state what it is now
 * @param previous the state before, by name; {@code INIT} for a start
 * @param priority the effective priority
 * @param reason why, in the words of {@code status}
 * @param addresses the virtual addresses with their prefix lengths
 * @param interfaceName where it runs, as far as that is known
 * @param vrid 1 to 255
 * @param node the controller's host name in the configuration
 * @param time when it happened
 */
public record StateNotice(
    String instance,
    Event state,
    String previous,
    int priority,
    String reason,
    List<String> addresses,
    String interfaceName,
    int vrid,
    String node,
    Instant time) {

  /** What there is to tell, in keepalived's words (keepalived.conf(5), notify). */
  public enum Event {
    MASTER,
    BACKUP,
    FAULT,
    /** The daemon is about to end. */
    STOP
  }

  /** Copies the list. */
  public StateNotice {
    addresses = List.copyOf(addresses);
  }

  /** What keepalived appends to the command of {@code notify}. */
  List<String> arguments() {
    return List.of("INSTANCE", instance, state.name(), Integer.toString(priority));
  }

  /** The line that keepalived writes into its FIFO. */
  String line() {
    return "INSTANCE \"" + instance + "\" " + state + " " + priority + "\n";
  }

  /** The variables of a script's environment. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("JVRRPD_TYPE", "INSTANCE");
    variables.put("JVRRPD_INSTANCE", instance);
    variables.put("JVRRPD_STATE", state.name());
    variables.put("JVRRPD_PREVIOUS_STATE", previous);
    variables.put("JVRRPD_PRIORITY", Integer.toString(priority));
    variables.put("JVRRPD_REASON", reason);
    variables.put("JVRRPD_VIP", String.join(" ", addresses));
    variables.put("JVRRPD_INTERFACE", interfaceName);
    variables.put("JVRRPD_VRID", Integer.toString(vrid));
    variables.put("JVRRPD_NODE", node);
    variables.put("JVRRPD_TIME", timestamp());
    return variables;
  }

  /** The members of a webhook's JSON object, in their order. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "INSTANCE");
    members.put("instance", instance);
    members.put("state", state.name());
    members.put("previous_state", previous);
    members.put("priority", priority);
    members.put("reason", reason);
    members.put("vip", addresses);
    members.put("interface", interfaceName);
    members.put("vrid", vrid);
    members.put("node", node);
    members.put("time", timestamp());
    return members;
  }

  /** RFC 3339 in UTC with milliseconds. */
  private String timestamp() {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
