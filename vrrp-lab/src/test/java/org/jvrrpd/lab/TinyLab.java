package org.jvrrpd.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jvrrpd.lab.wire.Capture;

/** A whole program that builds a lab, uses every kind of privilege it needs, and says so. */
final class TinyLab {
  private TinyLab() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Files.createTempFile("tiny-lab", ".pcap");
    try (Lab lab =
        Lab.onOneBridge(
            "tiny",
            List.of(HostPlan.host("a", "192.0.2.1/24"), HostPlan.host("b", "192.0.2.2/24")))) {
      Capture capture = lab.capture(file);
      lab.host("a").stopHearing(lab.host("b"));
      lab.host("a").hearAgain(lab.host("b"));
      boolean reached = lab.host("a").reaches("192.0.2.2");
      lab.host("b").run("ip", "addr", "add", "192.0.2.9/24", "dev", "eth0");
      lab.host("b").run("arping", "-q", "-U", "-c", "1", "-I", "eth0", "192.0.2.9");
      System.out.println(
          (reached ? "reached, " : "not reached, ")
              + capture.stop().announcements().size()
              + " announcement");
    } finally {
      Files.delete(file);
    }
  }
}
