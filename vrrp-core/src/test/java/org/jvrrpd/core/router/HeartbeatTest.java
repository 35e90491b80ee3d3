package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.Allocations.ROUNDS;
import static org.jvrrpd.core.Allocations.bytesAllocatedBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/** Rows of equal advertisements are not decided one by one, and nobody can tell. */
class HeartbeatTest {
  /** What is received counts from its arrival, which other inputs may have overtaken. */
  private static final int MOST_WAITED_NANOS = 5_000_000;

  private static final long SECOND = 1_000_000_000L;
  private static final int SEEDS = 300;
  private static final int EVENTS = 120;
  private static final IpAddress VIP = LeaseTest.address("192.0.2.10");
  private static final List<IpAddress> SENDERS =
      List.of(LeaseTest.address("192.0.2.2"), LeaseTest.address("192.0.2.3"));

  private static RouterSettings settings(ProtocolVersion version) {
    return RouterSettings.of("VI_MAIN", version, 51, LeaseTest.address("192.0.2.1"), List.of(VIP))
        .build();
  }

  private static Envelope from(IpAddress sender) {
    return new Envelope(sender, Envelope.group(AddressFamily.IPV4), Envelope.HOP_LIMIT);
  }

  private static ByteBuffer message(
      ProtocolVersion version, IpAddress sender, int priority, ChecksumForm form) {
    Advertisement advertisement =
        new Advertisement(version, 51, priority, 100, new Authentication.None(), List.of(VIP));
    ByteBuffer bytes = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    Envelope envelope = from(sender);
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), form, bytes);
    return bytes.flip();
  }

  private static ByteBuffer message(ProtocolVersion version, IpAddress sender, int priority) {
    return message(version, sender, priority, ChecksumForm.PSEUDO_HEADER);
  }

  @Test
  void theSecondOfTwoEqualOnesIsARepetition() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(ProtocolVersion.V2, SENDERS.getFirst(), 200);
    Envelope envelope = from(SENDERS.getFirst());
    assertThat(router.receive(heard, envelope, SECOND)).isInstanceOf(Reception.Admitted.class);
    assertThat(router.receive(heard, envelope, 2 * SECOND)).isInstanceOf(Reception.Repeated.class);
    assertThat(router.deadline()).hasValue(5 * SECOND + 156 * SECOND / 256);
    assertThat(router.snapshot(3 * SECOND).lastHeardNanos()).hasValue(2 * SECOND);
    assertThat(router.snapshot(3 * SECOND).counters()).containsEntry("vrrpStatsAdvertiseRcvd", 2L);
  }

  @ParameterizedTest
  @EnumSource(ProtocolVersion.class)
  void aRepetitionAllocatesNothing(ProtocolVersion version) {
    VirtualRouter router = new VirtualRouter(settings(version));
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(version, SENDERS.getFirst(), 200);
    Envelope envelope = from(SENDERS.getFirst());
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    router.receive(heard, envelope, i);
                  }
                }))
        .isZero();
  }

  @Test
  void anotherSenderHopLimitOrBitIsNoRepetition() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    IpAddress sender = SENDERS.getFirst();
    ByteBuffer heard = message(ProtocolVersion.V2, sender, 200);
    router.receive(heard, from(sender), SECOND);
    assertThat(router.receive(heard, from(SENDERS.getLast()), SECOND))
        .isInstanceOf(Reception.Admitted.class);
    router.receive(heard, from(sender), SECOND);
    Envelope fromAfar = new Envelope(sender, Envelope.group(AddressFamily.IPV4), 254);
    assertThat(router.receive(heard, fromAfar, SECOND)).isInstanceOf(Reception.Refused.class);
    for (int bit = 0; bit < heard.remaining() * Byte.SIZE; bit++) {
      router.receive(heard, from(sender), SECOND);
      byte[] flipped = new byte[heard.remaining()];
      heard.get(heard.position(), flipped);
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(router.receive(ByteBuffer.wrap(flipped), from(sender), SECOND))
          .as("bit %d", bit)
          .isInstanceOf(Reception.Refused.class);
    }
  }

  @Test
  void anEqualMastersAdvertisementIsRepeatedToo() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    ByteBuffer equal = message(ProtocolVersion.V2, SENDERS.getFirst(), 100);
    router.receive(equal, from(SENDERS.getFirst()), 1);
    assertThat(router.receive(equal, from(SENDERS.getFirst()), 2))
        .isInstanceOf(Reception.Repeated.class);
  }

  @Test
  void anotherPriorityOfOursForgetsWhatWasHeard() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(ProtocolVersion.V2, SENDERS.getFirst(), 150);
    router.receive(heard, from(SENDERS.getFirst()), SECOND);
    router.receive(heard, from(SENDERS.getFirst()), 2 * SECOND);
    router.weigh("chk", 100, 2 * SECOND);
    assertThat(router.deadline())
        .as("counted from the repetition, with the new skew")
        .hasValue(5 * SECOND + 56 * SECOND / 256);
    assertThat(router.receive(heard, from(SENDERS.getFirst()), 3 * SECOND))
        .isInstanceOf(Reception.Admitted.class);
  }

  /** Nothing may be passed over whose effects are to be performed. */
  @Test
  void aMasterHearsTheSameAgainAndStepsDown() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(ProtocolVersion.V2, SENDERS.getFirst(), 200);
    router.receive(heard, from(SENDERS.getFirst()), 1);
    router.receive(heard, from(SENDERS.getFirst()), 2);
    long down = router.deadline().orElseThrow();
    assertThat(router.onTimer(down).getFirst().after().name()).isEqualTo("MASTER");
    assertThat(router.receive(heard, from(SENDERS.getFirst()), down + 1))
        .isInstanceOfSatisfying(
            Reception.Admitted.class,
            admitted -> {
              assertThat(admitted.step().after().name()).isEqualTo("BACKUP");
              assertThat(admitted.step().effects()).contains(new Effect.RemoveAddresses());
            });
  }

  @Test
  void anotherPasswordForgetsWhatWasHeard() {
    RouterSettings settings = settings(ProtocolVersion.V2);
    VirtualRouter router = new VirtualRouter(settings);
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(ProtocolVersion.V2, SENDERS.getFirst(), 200);
    router.receive(heard, from(SENDERS.getFirst()), 1);
    router.reconfigure(
        settings.but().authentication(Authentication.SimplePassword.of("n3w")).build(), 2);
    assertThat(router.receive(heard, from(SENDERS.getFirst()), 3))
        .isEqualTo(new Reception.Refused(Rejection.AUTH_TYPE_MISMATCH));
  }

  @Test
  void otherSettingsForgetWhatWasHeard() {
    RouterSettings settings = settings(ProtocolVersion.V2);
    VirtualRouter router = new VirtualRouter(settings);
    router.on(new Input.Startup(), 0);
    ByteBuffer heard = message(ProtocolVersion.V2, SENDERS.getFirst(), 150);
    router.receive(heard, from(SENDERS.getFirst()), SECOND);
    router.receive(heard, from(SENDERS.getFirst()), 2 * SECOND);
    router.reconfigure(settings.but().priority(200).build(), 2 * SECOND);
    assertThat(router.deadline()).hasValue(5 * SECOND + 56 * SECOND / 256);
    router.reconfigure(settings.but().intervalCentis(200).build(), 2 * SECOND);
    assertThat(router.receive(heard, from(SENDERS.getFirst()), 3 * SECOND))
        .isInstanceOf(Reception.Refused.class);
  }

  @Test
  void aMasterThatIsNotRespectedIsHeardAnewEachTime() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V2));
    router.on(new Input.Startup(), 0);
    ByteBuffer lower = message(ProtocolVersion.V2, SENDERS.getFirst(), 90);
    for (int i = 1; i < 4; i++) {
      assertThat(router.receive(lower, from(SENDERS.getFirst()), i * SECOND / 2))
          .isInstanceOf(Reception.Admitted.class);
    }
    assertThat(router.deadline()).hasValue(3 * SECOND + 156 * SECOND / 256);
  }

  /** The same events, once as bytes and once as inputs that are all decided. */
  @ParameterizedTest
  @EnumSource(ProtocolVersion.class)
  void aRowIsWorthAsMuchAsItsLastOne(ProtocolVersion version) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RouterSettings settings =
          settings(version)
              .but()
              .preempt(random.nextBoolean())
              .preemptDelayNanos(random.nextInt(3) * SECOND)
              .build();
      VirtualRouter heard = new VirtualRouter(settings);
      VirtualRouter told = new VirtualRouter(settings);
      heard.on(new Input.Startup(), 0);
      told.on(new Input.Startup(), 0);
      long now = 0;
      for (int event = 0; event < EVENTS; event++) {
        now += random.nextInt(random.nextInt(4) == 0 ? MOST_WAITED_NANOS : 1_200_000_000);
        happen(heard, told, version, random, now);
        if (random.nextInt(4) == 0) {
          assertThat(heard.state()).as("seed %d", seed).isEqualTo(told.state());
        }
      }
      assertThat(heard.deadline()).as("seed %d", seed).isEqualTo(told.deadline());
      assertThat(heard.snapshot(now).history()).isEqualTo(told.snapshot(now).history());
    }
  }

  private static void happen(
      VirtualRouter heard,
      VirtualRouter told,
      ProtocolVersion version,
      SplittableRandom random,
      long now) {
    int kind = random.nextInt(16);
    if (kind == 0) {
      heard.onTimer(now);
      told.onTimer(now);
    } else if (kind == 1) {
      int weight = -random.nextInt(60);
      heard.weigh("chk", weight, now);
      told.weigh("chk", weight, now);
    } else {
      IpAddress sender = SENDERS.get(kind == 2 ? 1 : 0);
      int priority =
          switch (kind) {
            case 3 -> 0;
            case 4, 5 -> 90;
            default -> 200;
          };
      long arrived = Math.max(0, now - random.nextInt(MOST_WAITED_NANOS));
      heard.receive(message(version, sender, priority), from(sender), arrived);
      told.on(new Input.AdvertisementReceived(sender, priority, SECOND), arrived);
    }
  }
}
