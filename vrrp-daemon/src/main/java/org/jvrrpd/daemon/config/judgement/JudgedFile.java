package org.jvrrpd.daemon.config.judgement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.keepalived.StatementReader;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.reading.VrrpReader;
import org.jvrrpd.daemon.config.statement.Finding;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.config.yaml.VrrpYaml;

/**
 * What became of a keepalived.conf, or of a YAML with keepalived's words.
 *
 * @param configuration what it says; what could not be understood is missing
 * @param statements its words and blocks: of all files, with variables replaced
 * @param findings everything that is wrong with it, file by file; of errors and of warnings at most
 *     a hundred each
 * @param verdict what {@code keepalived -t} would make of it
 */
public record JudgedFile(
    VrrpConfiguration configuration,
    List<Statement> statements,
    List<Finding> findings,
    Verdict verdict) {
  /** Copies the lists. */
  public JudgedFile {
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
  }

  /**
   * Reads and judges a file and what it includes. Whatever they hold, there is an answer. Blocks on
   * the file system.
   *
   * @param machine where it is to run; empty: what it has there is not judged
   */
  public static JudgedFile read(Path file, Surroundings surroundings, Optional<Machine> machine) {
    Findings findings = new Findings();
    List<Statement> statements =
        FileFormat.of(file) == FileFormat.VRRP_YAML
            ? VrrpYaml.read(file, findings)
            : StatementReader.read(file, surroundings, findings);
    return judge(file, statements, machine, findings);
  }

  /** Reads and judges a text as if it were a file's. */
  static JudgedFile parse(
      Path file, String text, Surroundings surroundings, Optional<Machine> machine) {
    Findings findings = new Findings();
    return judge(
        file, StatementReader.parse(file, text, surroundings, findings), machine, findings);
  }

  private static JudgedFile judge(
      Path file, List<Statement> statements, Optional<Machine> machine, Findings findings) {
    VrrpConfiguration configuration = VrrpReader.read(file, statements, findings);
    Judgement.judge(configuration, machine, findings);
    return new JudgedFile(configuration, statements, findings.inOrder(), findings.verdict());
  }

  /** Whether something in it is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(each -> each.problem().severity() == Severity.ERROR);
  }

  /** Without the statements, which hold the passwords. */
  @Override
  public String toString() {
    return "JudgedFile[" + configuration + ", " + findings + ", " + verdict + "]";
  }

  /** The findings as {@code check} reports them. */
  public List<Problem> problems() {
    return findings.stream().map(Finding::problem).toList();
  }
}
