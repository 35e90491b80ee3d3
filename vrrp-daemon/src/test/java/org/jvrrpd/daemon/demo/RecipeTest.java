package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Path LAUNCHER = Path.of("/opt/jvrrpd/bin/jvrrpd");

  @Test
  void aShellReadsTheRecipe() throws Exception {
    Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
      in.write(String.join("\n", Recipe.lines(LAUNCHER, List.of("ip netns add demo.switch"))));
    }
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void aPathWithASpaceAndAQuoteStaysOneWord() {
    assertThat(Recipe.lines(Path.of("/opt/it's here/jvrrpd"), List.of()))
        .anySatisfy(
            line -> assertThat(line).contains("exec demo.server1 '/opt/it'\\''s here/jvrrpd' run"));
  }

  @Test
  void theRecipeBuildsWritesTheClusterFileAndStartsEveryDaemon() {
    List<String> lines = Recipe.lines(LAUNCHER, List.of("ip netns add demo.switch"));
    assertThat(lines).contains("ip netns add demo.switch", "cat > /run/demo/cluster.yaml <<'END'");
    for (Member member : DemoCluster.MEMBERS) {
      assertThat(lines)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("ip netns exec demo." + member.name() + " " + LAUNCHER + " run ")
                      .endsWith("&"));
    }
  }
}
