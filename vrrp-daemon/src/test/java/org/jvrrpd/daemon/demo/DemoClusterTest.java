package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.ConfigurationReader;
import org.jvrrpd.daemon.config.Controller;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.ReadResult;

class DemoClusterTest {

  @Test
  void theClusterFileIsReadWithoutAnyProblem(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("cluster.yaml"), DemoCluster.yaml());
    for (Member member : DemoCluster.MEMBERS) {
      ReadResult read =
          ConfigurationReader.read(file, Optional.of(member.name()), LocalHost.system(), Map.of());
      assertThat(read.problems()).isEmpty();
      assertThat(read.configuration())
          .hasValueSatisfying(
              cluster ->
                  assertThat(cluster.controllers())
                      .extracting(Controller::hostname)
                      .containsExactly("server1", "server2", "server3"));
    }
  }

  @Test
  void theNextInRankIsTheHighestOfTheOthers() {
    Member server1 = DemoCluster.named("server1").orElseThrow();
    Member server2 = DemoCluster.named("server2").orElseThrow();
    assertThat(DemoCluster.nextInRank(server1)).isEqualTo(server2);
    assertThat(DemoCluster.nextInRank(server2)).isEqualTo(server1);
    assertThat(DemoCluster.named("server9")).isEmpty();
  }
}
