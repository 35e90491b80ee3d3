package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** The view between notifications and a snapshot that was read while they went on. */
class KernelViewTest {
  private static final int NEWLINK = 16;
  private static final int DELLINK = 17;
  private static final int NEWADDR = 20;
  private static final int DELADDR = 21;

  private static final Link ETH0 =
      new Link(5, "eth0", true, new MacAddress(0x02_00_00_00_00_09L), 1500);

  private final List<String> told = new ArrayList<>();
  private final KernelView view = new KernelView();

  @BeforeEach
  void startWithOneLinkAndOneAddress() {
    hear(NEWLINK, Bytes.link(0, 5, 0x41, "eth0"));
    hear(NEWADDR, Bytes.ipv4Address(5, "192.0.2.1", -1));
    view.reportTo(new Words());
  }

  @Test
  void snapshotMakesUpForWhatWasNotHeard() {
    view.beginComparison();
    view.compareWith(
        KernelSnapshot.of(
            List.of(ETH0, new Link(6, "eth1", false, MacAddress.NONE, 1500)),
            List.of(address("192.0.2.2"))));
    assertThat(told).containsExactly("changed eth1", "removed 192.0.2.1", "added 192.0.2.2");
  }

  @Test
  void snapshotThatKnowsNothingNewIsSilent() {
    view.beginComparison();
    view.compareWith(KernelSnapshot.of(List.of(ETH0), List.of(address("192.0.2.1"))));
    assertThat(told).isEmpty();
  }

  @Test
  void linkThatIsMissingFromTheSnapshotGoesAfterItsAddresses() {
    view.beginComparison();
    view.compareWith(KernelSnapshot.of(List.of(), List.of()));
    assertThat(told).containsExactly("removed 192.0.2.1", "removed eth0");
  }

  @Test
  void notificationOutranksASnapshotThatMayBeOlder() {
    view.beginComparison();
    hear(DELADDR, Bytes.ipv4Address(5, "192.0.2.1", -1));
    hear(NEWADDR, Bytes.ipv4Address(5, "192.0.2.3", -1));
    hear(NEWLINK, Bytes.link(0, 5, 0x01, "eth0"));
    hear(NEWLINK, Bytes.link(0, 7, 0x41, "eth2"));
    told.clear();
    view.compareWith(KernelSnapshot.of(List.of(ETH0), List.of(address("192.0.2.1"))));
    assertThat(told).isEmpty();
    assertThat(view.addresses(5))
        .extracting(a -> a.address().toString())
        .containsExactly("192.0.2.3");
    assertThat(view.link("eth0")).get().returns(false, Link::up);
    assertThat(view.link("eth2")).isPresent();
  }

  @Test
  void whatWasHeardBeforeTheComparisonDoesNotOutrankTheSnapshot() {
    view.beginComparison();
    hear(NEWADDR, Bytes.ipv4Address(5, "192.0.2.3", -1));
    view.beginComparison();
    told.clear();
    view.compareWith(KernelSnapshot.of(List.of(ETH0), List.of(address("192.0.2.1"))));
    assertThat(told).containsExactly("removed 192.0.2.3");
  }

  @Test
  void renewalIsSilentAndAnotherOwnerIsNot() {
    hear(NEWADDR, Bytes.ipv4Address(5, "192.0.2.1", 30));
    assertThat(told).isEmpty();
    byte[] ofSomebodyElse = Bytes.ipv4Address(5, "192.0.2.1", 30);
    ofSomebodyElse[ofSomebodyElse.length - 4] = 18;
    hear(NEWADDR, ofSomebodyElse);
    assertThat(told).containsExactly("added 192.0.2.1");
  }

  @Test
  void linkThatGoesTakesForgottenAddressesWithIt() {
    hear(DELLINK, Bytes.link(0, 5, 0x41, "eth0"));
    assertThat(told).containsExactly("removed 192.0.2.1", "removed eth0");
    hear(DELLINK, Bytes.link(0, 5, 0x41, "eth0"));
    hear(DELADDR, Bytes.ipv4Address(5, "192.0.2.1", -1));
    assertThat(told).hasSize(2);
  }

  private void hear(int type, byte[] payload) {
    NetlinkMessage.forEach(Bytes.message(type, payload), view::take);
  }

  private static InterfaceAddress address(String literal) {
    IpAddress address = IpAddress.parse(literal).orElseThrow();
    return new InterfaceAddress(5, address, 24, 0, 0, OptionalLong.empty(), 112);
  }

  private final class Words implements NetlinkMonitor.Listener {
    @Override
    public void linkChanged(Link link) {
      told.add("changed " + link.name());
    }

    @Override
    public void linkRemoved(Link link) {
      told.add("removed " + link.name());
    }

    @Override
    public void addressAdded(InterfaceAddress a) {
      told.add("added " + a.address());
    }

    @Override
    public void addressRemoved(InterfaceAddress a) {
      told.add("removed " + a.address());
    }
  }
}
