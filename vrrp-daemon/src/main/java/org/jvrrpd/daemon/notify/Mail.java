package org.jvrrpd.daemon.notify;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** One mail about one notice, sent by plain SMTP without a login as keepalived does. */
final class Mail {
  /** RFC 5321 section 4.2.1: the server has refused for good. */
  private static final int PERMANENT = 500;

  private Mail() {}

  /** keepalived's subject, which people's filters know. */
  static String subject(StateNotice notice, MailSettings settings) {
    String what =
        switch (notice.event()) {
          case DELETED -> "Deleted";
          default -> "Entering " + notice.event() + " state";
        };
    String kind = notice.kind() == StateNotice.Kind.GROUP ? "VRRP Group " : "VRRP Instance ";
    return printable("[" + settings.routerId() + "] " + kind + notice.name() + " - " + what);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Sends it, on the calling thread, which may wait for as long as the settings allow for each
   * answer of the server.
   */
  static void send(StateNotice notice, MailSettings settings) throws MailFailure {
    Session session = Session.getInstance(properties(settings));
    try {
      MimeMessage message = message(notice, settings, session);
      Address[] recipients = message.getAllRecipients();
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect();
        transport.sendMessage(message, recipients);
      }
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  private static Properties properties(MailSettings settings) {
    String millis = Long.toString(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.server());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    // Also what the message's identifier is made of.
    properties.setProperty("mail.from", settings.from());
    settings.helloName().ifPresent(name -> properties.setProperty("mail.smtp.localhost", name));
    return properties;
  }

  private static MimeMessage message(StateNotice notice, MailSettings settings, Session session)
      throws MessagingException {
    String charset = StandardCharsets.UTF_8.name();
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    for (String each : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(each));
    }
    message.setSubject(subject(notice, settings), charset);
    message.setSentDate(Date.from(notice.time()));
    message.setText(body(notice), charset);
    message.saveChanges();
    return message;
  }

  private static String body(StateNotice notice) {
    StringBuilder body = new StringBuilder();
    notice
        .members()
        .forEach((key, value) -> body.append(key).append(": ").append(value).append('\n'));
    return body.toString();
  }

  private static MailFailure failure(MessagingException e) {
    for (@Nullable Exception each = e; each != null; each = next(each)) {
      switch (each) {
        case MailConnectException _ -> {
          return new MailFailure("it cannot be reached", true, e);
        }
        case AddressException address -> {
          return new MailFailure(
              "\"" + address.getRef() + "\" is not an address of a mail", false, e);
        }
        case SMTPAddressFailedException refusal -> {
          return refused(refusal.getReturnCode(), refusal, e);
        }
        case SMTPSenderFailedException refusal -> {
          return refused(refusal.getReturnCode(), refusal, e);
        }
        case SMTPSendFailedException refusal -> {
          return refused(refusal.getReturnCode(), refusal, e);
        }
        default -> {
          // What lies below may say more.
        }
      }
    }
    return new MailFailure(printable(String.valueOf(e.getMessage()).strip()), true, e);
  }

  private static MailFailure refused(int code, Exception refusal, MessagingException e) {
    return new MailFailure(
        "it answered " + printable(String.valueOf(refusal.getMessage()).strip()),
        code < PERMANENT,
        e);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }
}
