package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that other people wrote, read in place. They lie beside the project and not in it; {@code
 * -Djvrrpd.data=FOLDER} names the folder, else {@code ../shared/data} is looked for from here
 * upwards.
 */
class ClusterFilesTest {
  private static final String FOLDER = "cluster-yaml";

  /** A file, one of its nodes, the VIP it then has, or a part of the error that refuses it. */
  private record Expectation(String file, String node, String vip, String refusal) {
    static Expectation loads(String file, String node, String vip) {
      return new Expectation(file, node, vip, "");
    }

    static Expectation refused(String file, String node, String refusal) {
      return new Expectation(file, node, "", refusal);
    }
  }

  private static final List<Expectation> EXPECTATIONS =
      List.of(
          Expectation.loads(
              "2025-12-02_ef63048b_KooSlurm_V8.4.0-my_multihead_cluster.yaml",
              "viz-node001",
              "192.168.1.100/24"),
          Expectation.loads(
              "2025-12-03_7e59a166_my_multihead_cluster_2.yaml",
              "smarttwincluster",
              "192.168.1.100/24"),
          Expectation.loads(
              "2025-12-16_8620bcb7_my_multihead_cluster.yaml",
              "rack102-0410-h13",
              "10.179.100.100/24"),
          Expectation.loads(
              "2025-12-18_a95045fd_my_multihead_cluster.yaml",
              "rack102-0407-h19",
              "10.179.100.100/24"),
          Expectation.loads(
              "2025-12-19_bd4cbda1_my_multihead_cluster.yaml",
              "rack102-0407-h18",
              "10.179.100.100/24"),
          Expectation.loads(
              "2025-12-21_c96ecf88_my_multihead_cluster.yaml",
              "rack102-0410-h13",
              "10.179.100.100/24"),
          Expectation.loads("README_MULTIHEAD_1.yaml", "server2", "192.168.1.100/24"),
          Expectation.loads("cluster_README_PHASE5_1.yaml", "server3", "192.168.1.100/24"),
          // Their installer refuses a node without services.keepalived too.
          Expectation.refused("cluster_README_PHASE4_1.yaml", "server1", "keepalived is not true"),
          // A fragment about web services, which names no VIP.
          Expectation.refused("cluster_README_PHASE6_1.yaml", "server1", "is missing"),
          Expectation.refused("my_cluster.yaml", "smarttwincluster", "one head, not several"),
          Expectation.refused("templates_complete_template.yaml", "any", "template"));

  @TestFactory
  Stream<DynamicTest> filesOfOthersAreReadAsTheyAre() {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.out.println("shared/data/" + FOLDER + " is missing: its files are not read here");
    }
    return folder.stream()
        .flatMap(
            data ->
                EXPECTATIONS.stream()
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                each.file(), () -> check(data.resolve(each.file()), each))));
  }

  private static void check(Path file, Expectation expected) {
    ReadResult result =
        ConfigurationReader.read(
            file, Optional.of(expected.node()), TestHost.of("elsewhere"), Map.of());
    if (expected.vip().isEmpty()) {
      assertThat(result.configuration()).isEmpty();
      assertThat(result.problems())
          .anyMatch(problem -> problem.message().contains(expected.refusal()));
      return;
    }
    assertThat(result.configuration()).as("%s", result.problems()).isPresent();
    InstanceConfiguration instance = result.configuration().orElseThrow().instances().getFirst();
    assertThat(instance.addresses()).extracting(Object::toString).containsExactly(expected.vip());
    assertThat(instance.vrid()).isEqualTo(51);
    // Nothing that their installer knows is unknown here.
    assertThat(result.problems()).noneMatch(problem -> problem.message().contains("known key"));
    assertThat(result.toString()).doesNotContain("hpc_cluster");
  }

  private static Optional<Path> folder() {
    String given = System.getProperty("jvrrpd.data");
    if (given != null) {
      return Optional.of(Path.of(given, FOLDER));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolveSibling("shared").resolve("data").resolve(FOLDER))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
