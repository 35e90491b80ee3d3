package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelSnapshotTest {
  @Test
  void snapshotIsWhatIpLists() throws IOException {
    try (VethPair veth = new VethPair()) {
      List<String> additions = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        additions.add(
            "addr add 198.51." + (100 + i / 250) + "." + i % 250 + "/32 dev " + veth.name());
      }
      additions.add("addr add 203.0.113.1 peer 203.0.113.2/32 dev " + veth.peer());
      Ip.batch(additions);

      KernelSnapshot snapshot = KernelSnapshot.read();
      assertThat(snapshot.link(veth.name())).get().returns(1500, Link::mtu).returns(true, Link::up);
      assertThat(snapshot.link("missing0")).isEmpty();
      assertThat(snapshot.link("lo")).get().returns(MacAddress.NONE, Link::address);
      assertThat(Ip.run("link show dev " + veth.name()))
          .contains("link/ether " + veth.link().address());
      assertThat(snapshot.addresses())
          .extracting(a -> a.address() + "/" + a.prefixLength())
          .containsExactlyInAnyOrderElementsOf(listed());
    }
  }

  private static List<String> listed() {
    List<String> listed = new ArrayList<>();
    for (Map<String, Object> address : Ip.addresses("up")) {
      listed.add(address.get("local") + "/" + address.get("prefixlen"));
    }
    return listed;
  }
}
