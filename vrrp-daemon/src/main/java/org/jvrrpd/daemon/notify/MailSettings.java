package org.jvrrpd.daemon.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How mails are sent (keepalived.conf(5), smtp_server and what belongs to it).
 *
 * @param routerId the name of this node, which begins each subject
 * @param to whom; at least one address
 * @param from the sender's address
 * @param server a host's name or address
 * @param port 1 to 65535
 * @param helloName how this node greets the server; empty: as its host is called
 * @param timeout for the connection, and for each answer of the server
 * @param faults whether FAULT is told ({@code no_email_faults})
 */
public record MailSettings(
    String routerId,
    List<String> to,
    String from,
    String server,
    int port,
    Optional<String> helloName,
    Duration timeout,
    boolean faults) {
  /** Copies the list. */
  public MailSettings {
    to = List.copyOf(to);
  }
}
