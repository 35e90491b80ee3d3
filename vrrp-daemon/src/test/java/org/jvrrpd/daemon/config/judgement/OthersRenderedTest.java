package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.rendering.KeepalivedText;
import org.jvrrpd.daemon.config.rendering.Wording;
import org.jvrrpd.daemon.config.rendering.YamlText;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Files that other people wrote, rendered: the same model, and the same to keepalived. */
class OthersRenderedTest {
  /** Makes the interfaces that the first argument lists, then tests the files one by one. */
  private static final String TEST_ALL =
      "set -e; for i in $1; do ip link add \"$i\" type veth peer name pp$((n=n+1));"
          + " ip link set \"$i\" up; ip link set pp$n up; done; shift; set +e;"
          + " for f; do keepalived -t -n -l -i vm -f \"$f\" >/dev/null 2>&1; echo $?; done";

  @TempDir private Path directory;

  private static List<OthersConfigurations.Sample> thatLoad() throws IOException {
    return OthersConfigurations.all().stream().filter(each -> !each.judge().hasErrors()).toList();
  }

  private static String keepalived(JudgedFile judged) {
    Findings findings = new Findings();
    String text = KeepalivedText.of(new Wording(List.of(), judged.statements()), findings);
    assertThat(findings.problems()).isEmpty();
    return text;
  }

  private JudgedFile again(String name, String text) throws IOException {
    return new OthersConfigurations.Sample(
            Files.writeString(directory.resolve(name), text), List.of(), "")
        .judge();
  }

  private static void assertSame(String name, JudgedFile before, JudgedFile after) {
    assertThat(WithoutPlaces.of(after.configuration()))
        .as(name)
        .isEqualTo(WithoutPlaces.of(before.configuration()));
    assertThat(messages(after)).as(name).isEqualTo(messages(before));
  }

  /**
   * Without a word on which line something else stands, and on files to include, whose statements
   * are here and not their names.
   */
  private static Set<String> messages(JudgedFile judged) {
    Set<String> messages = new TreeSet<>();
    for (Problem each : judged.problems()) {
      if (each.message().startsWith("there is no file")) {
        continue;
      }
      messages.add(each.key() + " " + each.message().replaceAll("in (line )?\\S+", "in"));
    }
    return messages;
  }

  @Test
  void renderedAndReadAgainTheyAreTheSame() throws IOException {
    for (OthersConfigurations.Sample sample : thatLoad()) {
      JudgedFile judged = sample.judge();
      JudgedFile conf = again("k.conf", keepalived(judged));
      assertSame(sample.name(), judged, conf);
      JudgedFile yaml = again("k.yaml", YamlText.of(new Wording(List.of(), judged.statements())));
      assertSame(sample.name(), judged, yaml);
      assertThat(keepalived(conf)).as(sample.name()).isEqualTo(keepalived(judged));
    }
  }

  /** What keepalived refuses before, for instance for a user that is missing here, it may then. */
  @Test
  void keepalivedSaysTheSameOfThem() throws Exception {
    Map<Path, String> files = new LinkedHashMap<>();
    Set<String> interfaces = new TreeSet<>();
    for (OthersConfigurations.Sample sample : thatLoad()) {
      JudgedFile judged = sample.judge();
      JudgedFile yaml = again("k.yaml", YamlText.of(new Wording(List.of(), judged.statements())));
      interfaces(judged.configuration()).forEach(interfaces::add);
      files.put(sample.path(), sample.name());
      files.put(written(sample.name(), keepalived(judged)), sample.name());
      files.put(written("yaml-" + sample.name(), keepalived(yaml)), sample.name());
    }
    List<String> statuses = test(interfaces, files.keySet());
    List<String> names = new ArrayList<>(files.values());
    assertThat(statuses).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i += 3) {
      assertThat(statuses.subList(i + 1, i + 3))
          .as(names.get(i))
          .containsExactly(statuses.get(i), statuses.get(i));
    }
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(directory.resolve("rendered-" + name), text);
  }

  private static Stream<String> interfaces(VrrpConfiguration configuration) {
    return configuration.instances().stream()
        .flatMap(each -> Stream.concat(each.interfaceName().stream(), others(each)))
        .map(Placed::value)
        .filter(name -> name.length() <= 15 && !name.equals("lo"));
  }

  private static Stream<Placed<String>> others(Instance instance) {
    return Stream.concat(
        instance.tracking().interfaces().stream().map(each -> each.name()),
        Stream.concat(
                instance.holdings().addresses().stream(), instance.holdings().excluded().stream())
            .map(Address::device)
            .flatMap(each -> each.stream()));
  }

  private static List<String> test(Set<String> interfaces, Set<Path> files) throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", TEST_ALL, "sh"));
    command.add(String.join(" ", interfaces));
    files.forEach(each -> command.add(each.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
