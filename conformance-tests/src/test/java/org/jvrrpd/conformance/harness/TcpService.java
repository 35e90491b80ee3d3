package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jvrrpd.lab.RunningProcess;

/**
 * A process that takes connections and closes them, as a database does for a health check: the
 * smallest thing that can be stopped and started for real.
 */
public final class TcpService {
  private TcpService() {}

  /** Serves the port of the first argument on the loopback address until it is killed. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      System.out.println("ready");
      while (true) {
        server.accept().close();
      }
    }
  }

  /** Starts one on a node. It serves a moment later. */
  public static RunningProcess start(Node node, int port) throws IOException {
    node.host().run("ip", "link", "set", "lo", "up");
    return node.host()
        .start(
            node.name() + "'s service",
            node.directory().resolve("service.log"),
            Map.of(),
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xint",
            "-cp",
            System.getProperty("java.class.path"),
            TcpService.class.getName(),
            Integer.toString(port));
  }
}
