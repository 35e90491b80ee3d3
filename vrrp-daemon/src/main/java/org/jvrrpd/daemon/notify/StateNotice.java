package org.jvrrpd.daemon.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened to an instance or to a sync group, as others are told of it.
 *
 * @param kind which of them
 * @param name what it is called
 * @param event what happened; mostly what the state is now
 * @param previous the state before, by name; {@code INIT} for a start
 * @param priority the effective priority; 0 for a group, as keepalived has it
 * @param reason why, in the words of {@code status}
 * @param addresses the virtual addresses with their prefix lengths; none for a group
 * @param interfaceName where it runs, as far as that is known; empty for a group
 * @param vrid 1 to 255; 0 for a group
 * @param node the controller's host name in the configuration
 * @param time when it happened
 */
public record StateNotice(
    Kind kind,
    String name,
    Event event,
    String previous,
    int priority,
    String reason,
    List<String> addresses,
    String interfaceName,
    int vrid,
    String node,
    Instant time) {

  /** What it happened to, in keepalived's words. */
  public enum Kind {
    INSTANCE,
    GROUP
  }

  /** What there is to tell, in keepalived's words (keepalived.conf(5), notify). */
  public enum Event {
    MASTER,
    BACKUP,
    FAULT,
    /** The daemon is about to end. */
    STOP,
    /** A reload has taken it away. */
    DELETED,
    /** A MASTER has heard a lower priority than its own. */
    MASTER_RX_LOWER_PRI,
    /** A MASTER's effective priority is another one. */
    MASTER_PRIORITY,
    /** The effective priority of one that is not MASTER is another one. */
    BACKUP_PRIORITY;

    /** Whether the state is another one now. */
    public boolean isState() {
      return switch (this) {
        case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
        case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
      };
    }

    private boolean isPriority() {
      return this == MASTER_PRIORITY || this == BACKUP_PRIORITY;
    }
  }

  /** Copies the list. */
  public StateNotice {
    addresses = List.copyOf(addresses);
  }

  /** What is told of a sync group. */
  public static StateNotice ofGroup(
      String name, Event event, String previous, String reason, String node, Instant time) {
    return new StateNotice(
        Kind.GROUP, name, event, previous, 0, reason, List.of(), "", 0, node, time);
  }

  /** The same, told as something else. */
  StateNotice as(Event other) {
    return new StateNotice(
        kind, name, other, previous, priority, reason, addresses, interfaceName, vrid, node, time);
  }

  /** Whether somebody must have asked for it: nobody wants each change of a priority. */
  boolean isPriorityChange() {
    return event.isPriority();
  }

  /** What it is about, for people. */
  String subject() {
    return kind == Kind.GROUP ? "(group " + name + ")" : "(" + name + ")";
  }

  /** What keepalived appends to the command of {@code notify}. */
  List<String> arguments() {
    return List.of(kind.name(), name, event.name(), Integer.toString(priority));
  }

  /** The line that keepalived writes into its FIFO. */
  String line() {
    return kind + " \"" + name + "\" " + event + " " + priority + "\n";
  }

  /** The variables of a script's environment. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("JVRRPD_TYPE", kind.name());
    variables.put("JVRRPD_" + kind, name);
    variables.put("JVRRPD_STATE", event.name());
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
    members.put("type", kind.name());
    members.put(kind.name().toLowerCase(Locale.ROOT), name);
    members.put("state", event.name());
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
