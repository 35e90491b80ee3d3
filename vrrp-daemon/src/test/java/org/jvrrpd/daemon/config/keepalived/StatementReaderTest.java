package org.jvrrpd.daemon.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;

/** The language of keepalived.conf(5), feature by feature. */
class StatementReaderTest {
  private static final Path FILE = Path.of("k.conf");

  private final Findings findings = new Findings();

  private static Surroundings as(String configId) {
    return new Surroundings(configId, Map.of("SITE", "north"), 1);
  }

  /** The statements as text: words in brackets where they hold blanks, blocks in braces. */
  private static String shown(List<Statement> statements) {
    return statements.stream().map(StatementReaderTest::shown).collect(Collectors.joining("; "));
  }

  private static String shown(Statement statement) {
    String words =
        statement.words().stream()
            .map(word -> word.text().matches("\\S+") ? word.text() : "[" + word.text() + "]")
            .collect(Collectors.joining(" "));
    return statement.hasBlock() ? words + " { " + shown(statement.block()) + " }" : words;
  }

  private String parse(String text) {
    return shown(StatementReader.parse(FILE, text, as("main"), findings));
  }

  private List<String> problems() {
    return findings.problems().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a b # c                     | a b
          a b ! c                     | a b
          a#b                         | a
          "a # b" c                   | [a # b] c
          "a \\" b"                   | [a " b]
          'a b' c                     | [a b] c
          o'clock                     | o'clock
          ab" c d "ef                 | [ab c d ef]
          a \\n b                     | a \\n b
          a { b { c } }               | a { b { c } }
          a{b 1}                      | a { b 1 }
          a { }                       | a {  }
          a } b                       | a; b
          """)
  void wordsQuotesCommentsAndBlocks(String text, String expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @Test
  void theBraceMayStandOnTheNextLine() {
    assertThat(parse("a x\n{\n b\n}\nc")).isEqualTo("a x { b }; c");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aBackslashContinuesALine() {
    assertThat(parse("a b \\\n  c \\  \n d\ne")).isEqualTo("a b c d; e");
  }

  @Test
  void linesMayEndAsWindowsEndsThem() {
    assertThat(parse("\ufeffa b\r\nc {\r\n d\r\n}\r\n")).isEqualTo("a b; c { d }");
  }

  @Test
  void aLineForOtherHostsIsPassedOver() {
    assertThat(parse("@main a\n@other b\n@^main c\n@^other d\n@main @^other e\n@main"))
        .isEqualTo("a; d; e");
  }

  @Test
  void aVariableIsReplacedWhereItIsUsed() {
    assertThat(parse("$A=10.${B}\n$B=1\na ${A}.1\n$B=2\nb ${A}.1 $A"))
        .isEqualTo("a 10.1.1; b 10.2.1 10.2");
  }

  @Test
  void aBareVariableEndsAtABlank() {
    assertThat(parse("$A=x\na $A $A.b y$A")).isEqualTo("a x $A.b yx");
  }

  @Test
  void aVariableMayDecideForWhichHostALineIs() {
    assertThat(parse("$IF=@main\n$NO=@other\n$IF a\n$NO b")).isEqualTo("a");
    assertThat(parse("@main $P=1\n@other $P=2\na $P")).isEqualTo("a 1");
  }

  @Test
  void aVariableMayHoldSeveralLinesAndDefineOthers() {
    String text =
        """
        $ONE= \\
        one ${N} { \\
          $M=${N}0 \\
          @other x \\
          m $M \\
        }
        $N=1
        $ONE
        $N=2
        $ONE
        """;
    assertThat(parse(text)).isEqualTo("one 1 { m 10 }; one 2 { m 20 }");
    assertThat(problems()).isEmpty();
  }

  @Test
  void whatKeepalivedDefinesIsThere() {
    assertThat(parse("a ${_INSTANCE} ${_ENV SITE} \"${_HASH}${_BANG}\" ${_RANDOM 3 3}"))
        .isEqualTo("a main north #! 3");
    assertThat(parse("p ${_PWD}")).isEqualTo("p " + Path.of("").toAbsolutePath());
    assertThat(parse("a ${_HASH} b")).isEqualTo("a");
  }

  @Test
  void theSameSeedMakesTheSameRandomNumbers() {
    String text = "random_seed 7\na ${_RANDOM} ${_RANDOM 100} ${_RANDOM 5 9}";
    String first = parse(text);
    assertThat(first).isEqualTo(parse(text)).matches(".* \\d+ \\d+ [5-9]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ~SEQ(I, 1, 3) a$I                  | a1; a2; a3
          ~SEQ(I, 1, 3) a${I}                | a1; a2; a3
          ~SEQ(I, 2) a ${I}                  | a 1; a 2
          ~SEQ(I, -2) a ${I}                 | a -1; a -2
          ~SEQ(I, 3, 1) a ${I}               | a 3; a 2; a 1
          ~SEQ(I, 1, 2, 5) a ${I}            | a 1; a 3; a 5
          ~SEQx(I, 0x0e, 2, 18) a ${I}       | a e; a 10; a 12
          ~LST(I, x, yy) a ${I}              | a x; a yy
          ~LST({I, J}, {1, 2}, {3, 4}) ${I}.${J} | 1.2; 3.4
          ~LST(I, a, b) ~SEQ(J, 1, 2) ${I}${J}   | a1; a2; b1; b2
          """)
  void repetitionsAreReadOnceForEachValue(String text, String expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @Test
  void aRepetitionMayStandInAVariableAndUseOthers() {
    assertThat(parse("$N=2\n$BLOCK= ~SEQ(I,1,${N}) $LINE\n$LINE= \\\na ${I} \\\nb\n$BLOCK"))
        .isEqualTo("a 1; b; a 2; b");
  }

  @Test
  void aVariableOfARepetitionIsGoneAfterIt() {
    assertThat(parse("$I=x\n~SEQ(I,1,2) ${I}\n${I}")).isEqualTo("1; 2; x");
  }

  @Test
  void filesAreIncludedRelativeToTheOneThatIncludesThem(@TempDir Path directory)
      throws IOException {
    Files.createDirectories(directory.resolve("more/deep"));
    Files.writeString(directory.resolve("k.conf"), "a\ninclude more/*.conf\nb\n");
    Files.writeString(directory.resolve("more/1.conf"), "one ${_PWD}\ninclude deep/x\n");
    Files.writeString(directory.resolve("more/2.conf"), "two {\n");
    Files.writeString(directory.resolve("more/.hidden.conf"), "hidden\n");
    Files.writeString(directory.resolve("more/deep/x"), "deep\n");
    List<Statement> read = StatementReader.read(directory.resolve("k.conf"), as("main"), findings);
    assertThat(shown(read)).isEqualTo("a; one " + directory.resolve("more") + "; deep; two { b }");
    assertThat(read.get(2).at()).hasToString(directory.resolve("more/deep/x") + ":1:1");
    assertThat(problems())
        .containsExactly(
            directory.resolve("more/2.conf")
                + ":1:1: error: the block of \"two\" does not end; a } is missing");
  }

  @Test
  void bracesInANameAreAlternatives(@TempDir Path directory) throws IOException {
    for (String name : List.of("a.conf", "ab.conf", "ac.conf")) {
      Files.writeString(directory.resolve(name), name.replace(".conf", "\n"));
    }
    Files.writeString(directory.resolve("k.conf"), "include a{,b,c}.conf\n");
    assertThat(shown(StatementReader.read(directory.resolve("k.conf"), as("x"), findings)))
        .isEqualTo("a; ab; ac");
  }

  @ParameterizedTest
  @CsvSource({
    "include none.conf, warning, ACCEPTS",
    "includer none.conf, warning, ACCEPTS",
    "includem none.conf, error, NOT_FOUND",
    "includem none*.conf, warning, ACCEPTS",
    "includew none*.conf, error, NOT_FOUND",
    "includeb {none}.conf, error, NOT_FOUND",
    "includea none*.conf, error, NOT_FOUND"
  })
  void aMissingFileIsAnErrorWhereTheWordSaysSo(
      String line, String severity, Verdict verdict, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("k.conf");
    Files.writeString(file, line + "\na\n");
    assertThat(shown(StatementReader.read(file, as("x"), findings))).isEqualTo("a");
    assertThat(findings.verdict()).isEqualTo(verdict);
    assertThat(problems()).singleElement().asString().contains(severity + ": there is no file");
  }

  @Test
  void includeCheckHoldsForOneFileAndThoseItIncludes(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("k.conf");
    Files.writeString(file, "include in.conf\ninclude none\n");
    Files.writeString(
        directory.resolve("in.conf"),
        "include_check +match\ninclude none\ninclude_check -match\ninclude none\n");
    StatementReader.read(file, as("x"), findings);
    assertThat(findings.problems())
        .extracting(each -> each.file().getFileName() + ":" + each.line() + " " + each.severity())
        .containsExactly("k.conf:2 warning", "in.conf:2 error", "in.conf:4 warning");
  }

  @Test
  void filesThatIncludeThemselvesComeToAnEnd(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("k.conf");
    Files.writeString(file, "a\ninclude k.conf\n");
    assertThat(StatementReader.read(file, as("x"), findings))
        .hasSizeLessThanOrEqualTo(Limits.MAX_INCLUDE_DEPTH + 1);
    assertThat(problems()).singleElement().asString().contains("include each other too deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$A=$A\na $A",
        "$A=${A}${A}\na ${A}",
        "$A= \\\n$A \\\n$A\n$A",
        "~SEQ(A,1,90000) ~SEQ(B,1,90000) x",
        "$A=~SEQ(B,1,9) $A\n$A",
        "$A=@main $A\n$A"
      })
  void variablesThatHoldThemselvesComeToAnEnd(String text) {
    parse(text);
    assertThat(findings.hasErrors()).isTrue();
    assertThat(problems().getFirst()).contains("nothing is read from here on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a\\n b ${C}d           | k.conf:2:4: error: the variable ${C} is not defined; add a line $C=value before
          a "b c                 | k.conf:1:3: error: this quote has no end on its line; write the other "
          a\\n}\\n               | k.conf:2:1: error: there is no block here that this } could end
          a {\\n b\\n            | k.conf:1:1: error: the block of "a" does not end; a } is missing
          {\\n b }               | k.conf:1:1: error: there is nothing before this { that it could be the block of
          a\\n  ~SEQ(1,2) b      | k.conf:2:3: error: this is neither ~SEQ(variable, start, step, end) nor ~LST(variable, value, ...)
          @main include x        | k.conf:1:7: error: include works neither behind @ nor from a variable; give it a line of its own
          include                | k.conf:1:1: error: include needs the name of a file
          """)
  void whatIsWrongIsReportedWhereItStands(String text, String expected) {
    parse(text.replace("\\n", "\n"));
    assertThat(problems()).containsExactly(expected);
  }

  @Test
  void whatAVariableStandsForIsWhereItIsUsed() {
    List<Statement> read =
        StatementReader.parse(FILE, "$A= \\\na x \\\n  b\nc {\n  $A\n  é d\n}\n", as(""), findings);
    assertThat(read.getFirst().block())
        .extracting(each -> each.words().getLast().at().toString())
        .containsExactly("k.conf:5:3", "k.conf:5:3", "k.conf:6:5");
  }

  @Test
  void aContinuedLineKeepsThePlacesOfItsParts() {
    List<Statement> read = StatementReader.parse(FILE, "a \\\n   b", as(""), findings);
    assertThat(read.getFirst().words().getLast().at()).hasToString("k.conf:2:4");
  }

  @Test
  void aFileThatIsNotThereIsAnError(@TempDir Path directory) {
    Path file = directory.resolve("none.conf");
    assertThat(StatementReader.read(file, as("x"), findings)).isEmpty();
    assertThat(findings.verdict()).isEqualTo(Verdict.CANNOT_RUN);
    assertThat(problems())
        .containsExactly(file + ":1:1: error: cannot be read: the file does not exist");
  }
}
