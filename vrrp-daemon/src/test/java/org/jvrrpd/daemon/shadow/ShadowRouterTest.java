package org.jvrrpd.daemon.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;

/** A virtual router in keepalived's place, told what both hear, by a clock of the test's. */
class ShadowRouterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final IpAddress OWN = address("192.0.2.1");
  private static final IpAddress NEIGHBOUR = address("192.0.2.2");
  private static final IpAddress VIP = address("192.0.2.100");
  private static final int OUR_PRIORITY = 150;

  private final List<String> diary = new ArrayList<>();
  private final Tally tally = new Tally("VI_1", 3 * SECOND, diary::add);
  private final ShadowRouter shadow = new ShadowRouter(settings(), tally, 0);
  private long now;

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static RouterSettings settings() {
    return RouterSettings.of("VI_1", ProtocolVersion.V2, 51, OWN, List.of(VIP))
        .priority(OUR_PRIORITY)
        .build();
  }

  private void advertise(IpAddress source, int priority) {
    Advertisement advertisement =
        new Advertisement(
            ProtocolVersion.V2, 51, priority, 100, new Authentication.None(), List.of(VIP));
    ByteBuffer message = ByteBuffer.allocate(64);
    IpAddress group = Envelope.group(OWN.family());
    AdvertisementEncoder.encode(advertisement, source, group, ChecksumForm.MESSAGE_ONLY, message);
    shadow.heard(new Envelope(source, group, 255), message.flip(), now);
  }

  /** Every second for a while, one speaks, or nobody where {@code priority} is -1. */
  private void pass(int seconds, IpAddress speaker, int priority) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      shadow.passUntil(now);
      if (priority >= 0) {
        advertise(speaker, priority);
      }
    }
  }

  /** keepalived has been MASTER for a while, so that what happens next counts. */
  private void followMaster() {
    pass(10, OWN, OUR_PRIORITY);
    assertThat(shadow.state()).isEqualTo("MASTER");
    assertThat(tally.agreed() + tally.apart()).isZero();
  }

  @Test
  void followsAKeepalivedThatWasMasterBefore() {
    followMaster();
    assertThat(diary).isEmpty();
  }

  @Test
  void isOfOneMindAboutABetterMasterAndAboutItsSilence() {
    followMaster();
    pass(10, NEIGHBOUR, 200);
    assertThat(shadow.state()).isEqualTo("BACKUP");
    assertThat(tally.agreed()).isEqualTo(1);
    pass(4, NEIGHBOUR, -1);
    pass(5, OWN, OUR_PRIORITY);
    assertThat(tally.agreed()).isEqualTo(2);
    assertThat(tally.apart()).isZero();
    assertThat(diary.getLast()).contains("keepalived is MASTER: would be as well");
  }

  @Test
  void saysWhenKeepalivedDoesNotTakeOver() {
    followMaster();
    pass(10, NEIGHBOUR, 200);
    pass(12, NEIGHBOUR, -1);
    assertThat(tally.apart()).isPositive();
    assertThat(diary)
        .anyMatch(
            each -> each.startsWith("(VI_1) DIFFERENT: we would be MASTER (MASTER, master down)"));
    pass(10, NEIGHBOUR, 200);
    assertThat(shadow.state()).as("it was put right").isEqualTo("BACKUP");
  }

  @Test
  void saysWhenKeepalivedIsMasterBesideABetterOne() {
    followMaster();
    for (int i = 0; i < 10; i++) {
      pass(1, NEIGHBOUR, 200);
      advertise(OWN, OUR_PRIORITY);
    }
    assertThat(tally.apart()).isEqualTo(1);
    assertThat(tally.report()).anyMatch(each -> each.contains("keepalived is MASTER (it adv"));
  }

  @Test
  void takesOverThePriorityThatKeepalivedsChecksHaveMade() {
    followMaster();
    pass(10, OWN, OUR_PRIORITY - 60);
    for (int i = 0; i < 10; i++) {
      pass(1, NEIGHBOUR, 100);
    }
    assertThat(shadow.state()).as("it would have given way at 90").isEqualTo("BACKUP");
    assertThat(tally.agreed()).isEqualTo(1);
  }

  @Test
  void anArrivalThatIsNoticedLateIsNoSilence() {
    followMaster();
    pass(10, NEIGHBOUR, 200);
    long down = 3 * SECOND + SECOND * (256 - OUR_PRIORITY) / 256;
    now += down + ShadowRouter.LATENESS_NANOS / 2;
    advertise(NEIGHBOUR, 200);
    assertThat(shadow.state()).isEqualTo("BACKUP");
  }

  @Test
  void whoseLinkIsDownIsInFaultAndNoMaster() {
    followMaster();
    shadow.link(false, now);
    assertThat(shadow.state()).isEqualTo("FAULT");
    pass(5, OWN, -1);
    assertThat(tally.agreed()).isEqualTo(1);
  }

  @Test
  void countsInItsReport() {
    followMaster();
    pass(10, NEIGHBOUR, 200);
    assertThat(tally.report())
        .singleElement()
        .asString()
        .startsWith("(VI_1) 1 of 1 decisions were keepalived's too, at most ");
  }
}
