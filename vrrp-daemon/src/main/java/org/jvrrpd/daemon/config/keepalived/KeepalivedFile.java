package org.jvrrpd.daemon.config.keepalived;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;

/**
 * What a keepalived.conf says about VRRP.
 *
 * @param instances its {@code vrrp_instance} blocks
 * @param balances whether it also has virtual servers, keepalived's other half
 * @param incomplete whether it has parts that cannot be read: included files that are not there,
 *     variables without a value
 */
public record KeepalivedFile(
    List<KeepalivedInstance> instances, boolean balances, boolean incomplete) {

  /** Where keepalived looks unless it is told otherwise (keepalived(8)). */
  public static final Path DEFAULT_PATH = Path.of("/etc/keepalived/keepalived.conf");

  /** Copies the instances. */
  public KeepalivedFile {
    instances = List.copyOf(instances);
  }

  /**
   * Reads a file and what it includes, as the host with this name. Blocks on the file system.
   *
   * @throws IOException if it cannot be read or is longer than 4 MiB
   */
  public static KeepalivedFile read(Path file) throws IOException {
    if (Files.size(file) > Limits.MAX_FILE_BYTES) {
      throw new IOException(file + " is longer than " + Limits.MAX_FILE_BYTES + " bytes");
    }
    Findings findings = new Findings();
    return of(StatementReader.read(file, Surroundings.ofThisMachine(), findings), findings);
  }

  /** Takes the text of a file apart; whatever it holds, there is an answer. */
  public static KeepalivedFile parse(String text) {
    Findings findings = new Findings();
    return of(
        StatementReader.parse(
            DEFAULT_PATH, text, Surroundings.ofThisMachine().withConfigId(""), findings),
        findings);
  }

  private static KeepalivedFile of(List<Statement> statements, Findings findings) {
    Optional<String> version =
        statements.stream()
            .filter(each -> each.keyword().equals("global_defs"))
            .map(each -> each.last("vrrp_version").flatMap(Statement::value))
            .flatMap(Optional::stream)
            .map(Word::text)
            .reduce((_, later) -> later);
    return new KeepalivedFile(
        statements.stream()
            .filter(each -> each.keyword().equals("vrrp_instance"))
            .map(each -> KeepalivedInstance.of(each, version))
            .toList(),
        statements.stream().anyMatch(each -> each.keyword().startsWith("virtual_server")),
        !findings.inOrder().isEmpty());
  }
}
