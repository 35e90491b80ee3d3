package org.jvrrpd.daemon.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what one of the {@code checks} looks at: the one key of several that it has. */
final class TargetReader {
  static final List<String> KINDS = List.of("tcp", "http", "process", "file", "unit", "script");

  private static final int MAX_PORT = 65_535;
  private static final int HTTP_PORT = 80;

  private final ScriptReview scripts;
  private final Problems problems;

  TargetReader(ScriptReview scripts, Problems problems) {
    this.scripts = scripts;
    this.problems = problems;
  }

  /** What the check looks at; empty with a problem reported. */
  Optional<CheckTarget> read(Section section, Optional<String> user) {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() != 1) {
      problems.error(
          section.place(),
          kinds.isEmpty()
              ? "looks at nothing; give it one of " + String.join(", ", KINDS)
              : "looks at " + String.join(" and ", kinds) + "; make a check of each");
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    if (kind.equals("script")) {
      return scripts
          .command(section, kind, user)
          .map(command -> new CheckTarget.Script(command, user));
    }
    return section
        .required("say what the check looks at", kind)
        .flatMap(text -> target(section, kind, text));
  }

  private static Optional<CheckTarget> target(Section section, String kind, Text text) {
    return switch (kind) {
      case "tcp" -> section.convert(text, TargetReader::tcp, "ADDRESS:PORT" + NO_NAMES);
      case "http" -> section.convert(text, TargetReader::http, "http://ADDRESS/..." + NO_NAMES);
      case "process" ->
          section.convert(text, TargetReader::process, "the name of a program, without a path");
      case "file" -> section.convert(text, TargetReader::file, "an absolute path");
      default -> section.convert(text, TargetReader::unit, "the name of a systemd unit");
    };
  }

  private static final String NO_NAMES =
      " with an IP address or localhost; other names would need a name server to be healthy";

  private static Optional<CheckTarget> tcp(Text text) {
    int colon = text.value().lastIndexOf(':');
    if (colon < 0 || !text.value().substring(colon + 1).matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text.value().substring(colon + 1));
    return socket(text.value().substring(0, colon), port).map(CheckTarget.Tcp::new);
  }

  private static Optional<InetSocketAddress> socket(String written, int port) {
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String host = bracketed ? written.substring(1, written.length() - 1) : written;
    String address = host.equals("localhost") ? "127.0.0.1" : host;
    boolean literal =
        bracketed ? address.contains(":") : address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    return literal && port >= 1 && port <= MAX_PORT ? resolved(address, port) : Optional.empty();
  }

  /** An address, not a name, so nobody is asked. */
  private static Optional<InetSocketAddress> resolved(String address, int port) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<CheckTarget> http(Text text) {
    try {
      URI address = new URI(text.value());
      boolean known =
          "http".equalsIgnoreCase(address.getScheme())
              && address.getHost() != null
              && address.getUserInfo() == null;
      int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
      return known && socket(address.getHost(), port).isPresent()
          ? Optional.of(new CheckTarget.Http(address))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<CheckTarget> process(Text text) {
    return text.value().matches("[^/\\p{Cntrl}]{1,255}")
        ? Optional.of(new CheckTarget.ProcessNamed(text.value()))
        : Optional.empty();
  }

  private static Optional<CheckTarget> file(Text text) {
    try {
      Path path = Path.of(text.value());
      return path.isAbsolute()
          ? Optional.of(new CheckTarget.FilePresent(path.normalize()))
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /** The letters of systemd.unit(5). */
  private static Optional<CheckTarget> unit(Text text) {
    return text.value().matches("[A-Za-z0-9:_.\\\\@][A-Za-z0-9:_.\\\\@-]{0,254}")
        ? Optional.of(new CheckTarget.Unit(text.value()))
        : Optional.empty();
  }
}
