package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * What holds for the whole daemon, and what instances inherit.
 *
 * @param routerId the name of this node; empty: the host's
 * @param version 2 or 3, for instances that do not say
 * @param announcing how instances announce their addresses
 * @param announceInterval between two announcements on an interface; zero for none
 * @param neighbourInterval the same for IPv6
 * @param startupDelay before instances take part
 * @param delayAfterBoot the same, counted from the boot
 * @param strict the RFC to the letter
 * @param multicast4 where IPv4 instances advertise; empty: the RFC's group
 * @param multicast6 where IPv6 instances advertise; empty: the RFC's group
 * @param defaultInterface where addresses without an interface go; empty: {@code eth0}
 * @param realTimePriority that of SCHED_RR, 1 to 99; empty: as usual
 * @param noSwap whether memory must not be paged out
 * @param scriptUser who runs scripts
 * @param scriptSecurity whether scripts that others can change are not run as root
 * @param mail to whom changes are told
 * @param fifos named pipes for what happens, with what reads them
 */
public record Globals(
    Optional<String> routerId,
    int version,
    Announcing announcing,
    Duration announceInterval,
    Duration neighbourInterval,
    Duration startupDelay,
    Duration delayAfterBoot,
    boolean strict,
    Optional<IpAddress> multicast4,
    Optional<IpAddress> multicast6,
    Optional<String> defaultInterface,
    OptionalInt realTimePriority,
    boolean noSwap,
    Optional<ScriptUser> scriptUser,
    boolean scriptSecurity,
    Mail mail,
    List<Fifo> fifos) {
  /** Copies the list. */
  public Globals {
    fifos = List.copyOf(fifos);
  }

  /**
   * Who runs scripts.
   *
   * @param user the user
   * @param group the group; empty: the user's
   * @param at where it stands
   */
  public record ScriptUser(String user, Optional<String> group, Location at) {}

  /**
   * How changes are told by mail.
   *
   * @param to the addresses
   * @param from the sender; empty: {@code keepalived@} this host
   * @param server who takes the mails; empty: this host
   * @param port its port
   * @param helloName how this node greets it; empty: the host's name
   * @param connectTimeout how long it may take to answer
   * @param all whether instances that do not say tell theirs
   * @param faults whether FAULT is told
   */
  public record Mail(
      List<String> to,
      Optional<String> from,
      Optional<String> server,
      int port,
      Optional<String> helloName,
      Duration connectTimeout,
      boolean all,
      boolean faults) {
    /** Copies the list. */
    public Mail {
      to = List.copyOf(to);
    }
  }

  /**
   * A named pipe.
   *
   * @param path where it is
   * @param reader what is started to read it
   */
  public record Fifo(Placed<String> path, Optional<Command> reader) {}
}
