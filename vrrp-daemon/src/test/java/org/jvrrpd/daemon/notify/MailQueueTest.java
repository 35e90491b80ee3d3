package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.daemon.notify.Notices.group;
import static org.jvrrpd.daemon.notify.Notices.named;
import static org.jvrrpd.daemon.notify.Notices.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/** Mails of changes, to a real server. */
@Timeout(60)
class MailQueueTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final SubjectHooks MAILED = new SubjectHooks(Map.of(), true, false, false);

  private final RecordedLog log = new RecordedLog();
  private final Troubles troubles = new Troubles();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @AfterEach
  void stop() {
    server.stop();
    log.close();
  }

  @Test
  void instancesAndGroupsThatAskForItAreMailedWithKeepalivedsSubjects() throws Exception {
    server.start();
    try (Notifier notifier =
        new Notifier(
            named(
                Map.of("VI_1", MAILED),
                Map.of("VG", MAILED),
                List.of(),
                Optional.of(settings(server.getSmtp().getPort(), true))),
            log.log())) {
      notifier.changed(notice("VI_1", Event.MASTER, 100));
      notifier.changed(notice("VI_1", Event.MASTER, 90));
      notifier.changed(notice("VI_1", Event.MASTER_RX_LOWER_PRI, 90));
      notifier.changed(notice("VI_2", Event.MASTER, 100));
      notifier.changed(group("VG", Event.FAULT));
      await().atMost(LONG).until(() -> server.getReceivedMessages().length == 4);
    }
    MimeMessage[] mails = server.getReceivedMessages();
    // Each of the two addressees has one of each.
    assertThat(Arrays.stream(mails).map(MailQueueTest::subject).distinct())
        .containsExactly(
            "[LVS_1] VRRP Instance VI_1 - Entering MASTER state",
            "[LVS_1] VRRP Group VG - Entering FAULT state");
    assertThat(GreenMailUtil.getHeaders(mails[0]))
        .contains("From: vrrp@example.net")
        .contains("To: a@example.net, b@example.net")
        .contains("Date: ");
    assertThat(GreenMailUtil.getBody(mails[0]))
        .contains("instance: VI_1")
        .contains("reason: master down")
        .contains("node: server1");
  }

  @Test
  void faultsAreLeftOutWhereNobodyWantsThem() {
    server.start();
    try (MailQueue queue = queue(settings(server.getSmtp().getPort(), false))) {
      queue.changed(notice("VI_1", Event.FAULT, 100));
      queue.changed(notice("VI_1", Event.BACKUP, 100));
      await().atMost(LONG).until(() -> server.getReceivedMessages().length == 2);
    }
    assertThat(Arrays.stream(server.getReceivedMessages()).map(MailQueueTest::subject))
        .containsOnly("[LVS_1] VRRP Instance VI_1 - Entering BACKUP state");
  }

  @Test
  void aServerThatIsNotThereIsTriedAFewTimesAndToldOf() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (MailQueue queue = queue(settings(port, true))) {
      queue.changed(notice("VI_1", Event.MASTER, 100));
      await().atMost(LONG).until(() -> !troubles.sentences().isEmpty());
      assertThat(troubles.sentences())
          .containsExactly(
              "mail server 127.0.0.1 port "
                  + port
                  + " did not take \"[LVS_1] VRRP Instance VI_1 - Entering MASTER state\" in 4"
                  + " attempts: it cannot be reached");
    }
    assertThat(troubles.sentences()).isEmpty();
  }

  @Test
  void aServerThatSaysNothingHoldsNobodyUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MailQueue queue =
            queue(settings(silent.getLocalPort(), true, Duration.ofMillis(200), "a@example.net"))) {
      queue.changed(notice("VI_1", Event.MASTER, 100));
      await().atMost(LONG).until(() -> !troubles.sentences().isEmpty());
    }
    assertThat(log.whole()).contains("in 4 attempts");
  }

  @Test
  void whatIsNoAddressIsNotTriedAgain() {
    server.start();
    try (MailQueue queue =
        queue(settings(server.getSmtp().getPort(), true, LONG, "no address at all"))) {
      queue.changed(notice("VI_1", Event.MASTER, 100));
      await().atMost(LONG).until(() -> !troubles.sentences().isEmpty());
      assertThat(troubles.sentences().getFirst())
          .endsWith("in 1 attempt: \"no address at all\" is not an address of a mail");
    }
  }

  private MailQueue queue(MailSettings settings) {
    return new MailQueue(settings, log.log(), troubles, PAUSE);
  }

  private static MailSettings settings(int port, boolean faults) {
    return new MailSettings(
        "LVS_1",
        List.of("a@example.net", "b@example.net"),
        "vrrp@example.net",
        "127.0.0.1",
        port,
        Optional.of("server1.example.net"),
        LONG,
        faults);
  }

  private static MailSettings settings(int port, boolean faults, Duration timeout, String to) {
    return new MailSettings(
        "LVS_1",
        List.of(to),
        "vrrp@example.net",
        "127.0.0.1",
        port,
        Optional.empty(),
        timeout,
        faults);
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
