package org.jvrrpd.daemon.config.keepalived;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a keepalived.conf says about VRRP.
 *
 * @param instances its {@code vrrp_instance} blocks
 * @param balances whether it also has virtual servers, keepalived's other half
 * @param incomplete whether it has parts that are not read here: included files, lines for some
 *     hosts only, variables
 */
public record KeepalivedFile(
    List<KeepalivedInstance> instances, boolean balances, boolean incomplete) {

  /** Where keepalived looks unless it is told otherwise (keepalived(8)). */
  public static final Path DEFAULT_PATH = Path.of("/etc/keepalived/keepalived.conf");

  /** No file of this kind is longer; what is longer is not read. */
  private static final long MAX_BYTES = 4 << 20;

  /** Copies the instances. */
  public KeepalivedFile {
    instances = List.copyOf(instances);
  }

  /**
   * Reads a file. Blocks on the file system.
   *
   * @throws IOException if it cannot be read or is longer than 4 MiB
   */
  public static KeepalivedFile read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /** Takes the text of a file apart; whatever it holds, there is an answer. */
  public static KeepalivedFile parse(String text) {
    List<Statement> statements = StatementParser.parse(text);
    Optional<String> version =
        statements.stream()
            .filter(each -> each.keyword().equals("global_defs"))
            .map(each -> each.lastValue("vrrp_version"))
            .flatMap(Optional::stream)
            .reduce((_, later) -> later);
    return new KeepalivedFile(
        statements.stream()
            .filter(each -> each.keyword().equals("vrrp_instance"))
            .map(each -> KeepalivedInstance.of(each, version))
            .toList(),
        statements.stream().anyMatch(each -> each.keyword().startsWith("virtual_server")),
        any(statements, KeepalivedFile::isDynamic));
  }

  private static boolean any(List<Statement> statements, Predicate<Statement> condition) {
    return statements.stream()
        .anyMatch(each -> condition.test(each) || any(each.block(), condition));
  }

  private static boolean isDynamic(Statement statement) {
    String keyword = statement.keyword();
    return keyword.startsWith("include")
        || keyword.startsWith("@")
        || keyword.startsWith("~")
        || keyword.startsWith("$");
  }
}
