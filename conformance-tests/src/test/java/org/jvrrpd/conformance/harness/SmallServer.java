package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** A program that takes connections and closes them: it stands for a database. */
public final class SmallServer {
  private static final int BACKLOG = 16;

  private SmallServer() {}

  /** The command that runs it on a port of 127.0.0.1, with the JDK that builds the tests. */
  public static List<String> command(int port) {
    return List.of(
        Path.of(System.getenv("JVRRPD_TEST_JDK"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xmx16m",
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        SmallServer.class.getName(),
        Integer.toString(port));
  }

  /** Runs until it is ended. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket server =
        new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"))) {
      while (true) {
        try (Socket _ = server.accept()) {
          // That it was taken is all that a check wants to know.
        }
      }
    }
  }
}
