package org.jvrrpd.daemon.health;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connections to services, each closed at once. Plain sockets: the JDK's HttpClient would bring
 * three threads of its own.
 */
final class Connections {
  /** No server needs more for the line with its status. */
  private static final int MAX_STATUS_LINE = 1_024;

  private static final int HTTP_PORT = 80;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");

  private Connections() {}

  static CheckResult connect(InetSocketAddress address, Duration timeLimit) {
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.max(1, (int) timeLimit.toMillis()));
      return CheckResult.passed(words(address) + " takes connections");
    } catch (SocketTimeoutException _) {
      return CheckResult.failed(CheckResult.TIMED_OUT);
    } catch (IOException e) {
      return CheckResult.failed("connecting to " + words(address) + ": " + e.getMessage());
    }
  }

  static CheckResult get(URI page, Duration timeLimit) {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    String host = page.getHost().equals("localhost") ? "127.0.0.1" : page.getHost();
    int port = page.getPort() < 0 ? HTTP_PORT : page.getPort();
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
      socket.connect(new InetSocketAddress(address, port), millisLeft(deadline));
      socket.getOutputStream().write(request(page).getBytes(StandardCharsets.US_ASCII));
      String line = statusLine(socket, deadline);
      Matcher status = STATUS_LINE.matcher(line);
      if (!status.matches()) {
        return CheckResult.failed("the answer of " + host + " is not HTTP");
      }
      boolean good = status.group(1).startsWith("2") || status.group(1).startsWith("3");
      return good
          ? CheckResult.passed("status " + status.group(1))
          : CheckResult.failed("status " + status.group(1));
    } catch (SocketTimeoutException _) {
      return CheckResult.failed(CheckResult.TIMED_OUT);
    } catch (IOException e) {
      return CheckResult.failed("asking " + host + ": " + e.getMessage());
    }
  }

  private static String request(URI page) {
    String path = page.getRawPath().isEmpty() ? "/" : page.getRawPath();
    String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
    return "GET %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: jvrrpd\r\nConnection: close\r\n\r\n"
        .formatted(path, query, page.getRawAuthority());
  }

  /** Whoever sends a byte a second does not get more time by it. */
  private static String statusLine(Socket socket, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (line.size() < MAX_STATUS_LINE) {
      socket.setSoTimeout(millisLeft(deadline));
      int read = in.read();
      if (read < 0 || read == '\n') {
        break;
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private static int millisLeft(long deadline) throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) millis;
  }

  private static String words(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }
}
