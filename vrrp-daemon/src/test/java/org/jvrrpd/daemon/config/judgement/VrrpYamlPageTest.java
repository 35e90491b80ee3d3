package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.rendering.Wording;
import org.jvrrpd.daemon.config.rendering.YamlText;
import org.jvrrpd.daemon.config.vrrp.Instance;

/** The example of docs/vrrp-yaml.md, and what is said of slips in it. */
class VrrpYamlPageTest {
  private static final Path PAGE = Path.of("..", "docs", "vrrp-yaml.md");

  @TempDir private Path directory;

  private static String example() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```yaml\n") + 8;
    return page.substring(begin, page.indexOf("```", begin));
  }

  private JudgedFile judge(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("k.yaml"), text);
    return JudgedFile.read(
        file, new Surroundings("main", Map.of(), 1), Optional.of(KnownMachine.USUAL));
  }

  private List<String> said(String text) throws IOException {
    return judge(text).problems().stream()
        .map(Problem::toString)
        .map(each -> each.substring(each.indexOf(".yaml:") + 6))
        .toList();
  }

  @Test
  void theExampleIsSoundAndIsWhatItLooksLike() throws IOException {
    JudgedFile judged = judge(example());
    assertThat(judged.problems()).isEmpty();
    Instance instance = judged.configuration().instances().getFirst();
    assertThat(instance.name()).isEqualTo("VI_DB");
    assertThat(instance.election().nopreempt()).isPresent();
    assertThat(instance.wire().authentication().orElseThrow().passwordBytes()).isEqualTo(4);
    assertThat(instance.holdings().addresses()).hasSize(2);
    assertThat(instance.hooks().commands()).hasSize(1);
    String again = YamlText.of(new Wording(List.of(), judged.statements()));
    assertThat(WithoutPlaces.of(judge(again).configuration()))
        .isEqualTo(WithoutPlaces.of(judged.configuration()));
  }

  @Test
  void slipsAreNamedWhereTheyStandWithTheNearestWord() throws IOException {
    assertThat(said(example().replace("priority: 100", "prioritty: 100")))
        .containsExactly("16:7: error: unknown word \"prioritty\"; did you mean \"priority\"?");
    assertThat(said(example().replace("dev eth0 label", "dev eth0 lable")))
        .contains("20:35: error: unknown word \"lable\"; did you mean \"label\"?");
    assertThat(said(example().replace("priority: 100", "priority: 256")))
        .containsExactly("16:17: error: priority: 256 is not a whole number from 1 to 255");
    assertThat(said(example().replace("interface: eth0", "interface: eth7")))
        .contains(
            "14:18: warning: vrrp_instance VI_DB: there is no interface eth7 here; it is FAULT"
                + " until there is");
    assertThat(said(example().replace("vrrp_script:", "vrrp_scripts:")))
        .contains("6:3: error: unknown word \"vrrp_scripts\"; did you mean \"vrrp_script\"?");
    assertThat(said(example().replace("auth_pass:", "auth_pas:")))
        .contains("18:41: error: unknown word \"auth_pas\"; did you mean \"auth_pass\"?")
        .noneMatch(each -> each.contains("0123"));
  }

  @Test
  void octalsAndTruthValuesAreWhatTheAuthorWrote() throws IOException {
    Instance instance =
        judge(
                example()
                    .replace("priority: 100", "priority: 0100")
                    .replace("nopreempt: true", "preempt: no"))
            .configuration()
            .instances()
            .getFirst();
    assertThat(instance.election().priority().value()).isEqualTo(100);
    assertThat(instance.election().nopreempt()).isPresent();
  }
}
