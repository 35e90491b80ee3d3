package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.vocabulary.Keyword;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Standing;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;

/**
 * docs/keepalived-conf.md has the table of words and what became of other people's files; both are
 * written again with {@code -Dkeepalived-conf.rewrite=true}.
 */
class KeepalivedConfPageTest {
  private static final Path PAGE = Path.of("..", "docs", "keepalived-conf.md");
  private static final String WORDS = "<!-- words -->\n";
  private static final String FILES = "<!-- files -->\n";
  private static final int MAX_SHOWN = 140;

  @TestFactory
  Stream<DynamicTest> whatKeepalivedAcceptsIsLoadedWithoutAnError() throws IOException {
    return OthersConfigurations.all().stream()
        .filter(OthersConfigurations.Sample::isAccepted)
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.name(),
                    () -> {
                      JudgedFile judged = sample.judge();
                      assertThat(errors(judged)).isEmpty();
                      assertThat(judged.configuration().instances()).isNotEmpty();
                    }));
  }

  /** At most what it finds in virtual servers, on this machine and in users is not found here. */
  @TestFactory
  Stream<DynamicTest> whatKeepalivedObjectsToInTheFileIsFound() throws IOException {
    return OthersConfigurations.all().stream()
        .filter(sample -> sample.exitStatus().equals("5") || sample.exitStatus().equals("2"))
        .filter(sample -> !sample.said().stream().allMatch(KeepalivedConfPageTest::isElsewhere))
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.name(), () -> assertThat(errors(sample.judge())).isNotEmpty()));
  }

  private static boolean isElsewhere(String said) {
    return Stream.of(
            "Disabling track script",
            "Error setting global script uid/gid",
            "Unable to set default user",
            "track script",
            "doesn't exist",
            "Non-existent interface",
            "Config files missing",
            "SECURITY",
            "nb_get_retry",
            "number '0' outside range [1, 4294967295]",
            "Quorum 0",
            "promote_secondaries")
        .anyMatch(said::contains);
  }

  private static List<String> errors(JudgedFile judged) {
    return judged.problems().stream()
        .filter(each -> each.severity() == Severity.ERROR)
        .map(Problem::toString)
        .toList();
  }

  @Test
  void thePageHasTheTableOfWords() throws IOException {
    hold(WORDS, words());
  }

  @Test
  void thePageSaysWhatBecameOfOthersFiles() throws IOException {
    List<OthersConfigurations.Sample> samples = OthersConfigurations.all();
    if (!samples.isEmpty()) {
      hold(FILES, files(samples));
    }
  }

  /** Compares what stands between two equal marks with what is due, or writes it there. */
  private static void hold(String mark, String due) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(mark) + mark.length();
    int end = page.indexOf(mark, begin);
    assertThat(end).as("two marks %s", mark.strip()).isPositive();
    if (Boolean.getBoolean("keepalived-conf.rewrite")) {
      Files.writeString(PAGE, page.substring(0, begin) + due + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(due);
    }
  }

  private static String words() {
    StringBuilder text = new StringBuilder();
    for (Section section : Vocabulary.keepalived().sections()) {
      if (section.keywords().isEmpty()) {
        continue;
      }
      text.append("\n### ").append(title(section)).append("\n\n");
      text.append("| words | what follows | without it | standing | |\n|---|---|---|---|---|\n");
      section.keywords().forEach(keyword -> text.append(row(keyword)));
    }
    return text.append('\n').toString();
  }

  private static String title(Section section) {
    String name = "`" + section.name() + "`";
    if (section.name().equals(Vocabulary.ROOT)) {
      return "Outside of all blocks";
    }
    return section.lines() ? "Behind the value on lines of " + name : "In " + name;
  }

  private static String row(Keyword keyword) {
    String standing =
        keyword.standing() == Standing.IPVS
            ? "virtual servers"
            : keyword.standing().name().toLowerCase(Locale.ROOT);
    String words =
        keyword.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    String shape = keyword.shape().isEmpty() ? "" : "`" + keyword.shape() + "`";
    return String.join(" | ", "| " + words, shape, keyword.fallback(), standing, keyword.note())
        + " |\n";
  }

  private static String files(List<OthersConfigurations.Sample> samples) {
    StringBuilder text = new StringBuilder("\n| file | `keepalived -t` | here |\n|---|---|---|\n");
    for (OthersConfigurations.Sample sample : samples) {
      // Nobody needs to know where the files lay.
      String folder = sample.path().getParent() + "/";
      List<String> errors =
          errors(sample.judge()).stream().map(each -> each.replace(folder, "")).toList();
      String here =
          errors.isEmpty() ? "loads" : errors.size() + " errors, the first: " + first(errors);
      text.append("| ")
          .append(sample.name())
          .append(" | ")
          .append(sample.exitStatus().equals("-15") ? "did not end" : sample.exitStatus())
          .append(" | ")
          .append(errors.size() == 1 ? first(errors) : here)
          .append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String first(List<String> errors) {
    String error = errors.getFirst().replaceFirst("^.*?:(\\d+:\\d+): error: ", "$1: ");
    String shown = error.length() <= MAX_SHOWN ? error : error.substring(0, MAX_SHOWN) + "...";
    return shown.replace("|", "\\|").replace("<", "&lt;");
  }
}
