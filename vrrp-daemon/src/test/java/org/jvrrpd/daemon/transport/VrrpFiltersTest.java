package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.AddressFamily;

class VrrpFiltersTest {
  private static final Set<Integer> VRIDS = Set.of(7, 51, 255);

  @ParameterizedTest
  @EnumSource
  void onlyConfiguredVridsReachTheElection(AddressFamily family) {
    for (int vrid = 0; vrid <= 255; vrid++) {
      byte[] datagram = neighbour(family).datagram(Frames.advertisement(0x21, vrid));
      assertThat(reachesElection(family, VRIDS, datagram))
          .as("VRID %d", vrid)
          .isEqualTo(VRIDS.contains(vrid));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAHopLimitOf255ReachesTheElection(AddressFamily family) {
    for (int hops = 0; hops <= 255; hops++) {
      byte[] datagram = neighbour(family).withHopLimit(hops).datagram(Frames.ADVERTISEMENT);
      assertThat(reachesElection(family, VRIDS, datagram))
          .as("hop limit %d", hops)
          .isEqualTo(hops == 255);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAdvertisementsOfVersions2And3ReachTheElection(AddressFamily family) {
    for (int first = 0; first <= 255; first++) {
      byte[] datagram = neighbour(family).datagram(Frames.advertisement(first, 51));
      assertThat(reachesElection(family, VRIDS, datagram))
          .as("first byte %02x", first)
          .isEqualTo(first == 0x21 || first == 0x31);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooShortToTellIsSampled(AddressFamily family) {
    for (int length = 0; length <= Frames.ADVERTISEMENT.length; length++) {
      byte[] message = Arrays.copyOf(Frames.ADVERTISEMENT, length);
      assertThat(reachesElection(family, VRIDS, neighbour(family).datagram(message)))
          .as("%d bytes", length)
          .isEqualTo(length >= 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 40})
  void optionsInTheIpHeaderDoNotHideTheVrid(int optionBytes) {
    Frames frames = neighbour(AddressFamily.IPV4).withOptions(optionBytes);
    assertThat(reachesElection(AddressFamily.IPV4, VRIDS, frames.datagram(Frames.ADVERTISEMENT)))
        .isTrue();
    assertThat(
            reachesElection(
                AddressFamily.IPV4, VRIDS, frames.datagram(Frames.advertisement(0x21, 52))))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void allVridsAtOnceFit(AddressFamily family) {
    Set<Integer> all = IntStream.rangeClosed(1, 255).boxed().collect(Collectors.toSet());
    byte[] last = neighbour(family).datagram(Frames.advertisement(0x31, 255));
    byte[] none = neighbour(family).datagram(Frames.advertisement(0x31, 0));
    assertThat(reachesElection(family, all, last)).isTrue();
    assertThat(reachesElection(family, all, none)).isFalse();
  }

  @Test
  void withoutVridsEverythingIsSampled() {
    byte[] datagram = neighbour(AddressFamily.IPV4).datagram(Frames.ADVERTISEMENT);
    assertThat(reachesElection(AddressFamily.IPV4, Set.of(), datagram)).isFalse();
  }

  private static Frames neighbour(AddressFamily family) {
    return Frames.from(family == AddressFamily.IPV4 ? "192.0.2.12" : "2001:db8::12");
  }

  /** Asks both filters, of which exactly one must pass it. */
  private static boolean reachesElection(
      AddressFamily family, Set<Integer> vrids, byte[] datagram) {
    int skipped = family == AddressFamily.IPV4 ? 0 : 40;
    boolean elects =
        BpfInterpreter.passes(
            VrrpFilters.election(family, Hearing.ofLink(family, vrids)), datagram, skipped);
    boolean samples =
        BpfInterpreter.passes(
            VrrpFilters.everythingElse(family, Hearing.ofLink(family, vrids)), datagram, skipped);
    assertThat(samples).isNotEqualTo(elects);
    return elects;
  }
}
