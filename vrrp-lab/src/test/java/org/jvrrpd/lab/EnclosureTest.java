package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnclosureTest {
  private static final String HEADER = "Inter-|   Receive\n face |bytes\n";
  private static final String LOOPBACK = HEADER + "    lo:       0 0 0\n";
  private static final String PRIVATE =
      "88 67 0:39 / /run/netns rw,relatime master:1 - tmpfs tmpfs rw\n";

  @Test
  void aPrivateNamespaceIsAccepted() {
    assertThat(Enclosure.objection(PRIVATE, LOOPBACK + "  sit0: 0 0\n")).isEmpty();
  }

  @Test
  void anInterfaceOfARealMachineIsRefusedByName() {
    assertThat(Enclosure.objection(PRIVATE, LOOPBACK + "ens3: 1 2\n"))
        .hasValueSatisfying(objection -> assertThat(objection).contains("the interface ens3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "22 1 0:20 /netns /run/netns rw,relatime shared:5 - tmpfs tmpfs rw\n",
        "22 1 0:20 / /run rw,relatime shared:5 - tmpfs tmpfs rw\n",
        "22 1 8:1 / /run/netns rw,relatime - ext4 /dev/vda rw\n"
      })
  void sharedNamesOfNamespacesAreRefused(String mountInfo) {
    assertThat(Enclosure.objection(mountInfo, LOOPBACK))
        .hasValueSatisfying(objection -> assertThat(objection).contains("/run/netns"));
  }

  /** A process that may build labs, as another user without any right on this machine. */
  @Test
  void aLabWorksForRootOfAUserNamespace() throws Exception {
    assertThat(runLab("runuser", "-u", "nobody", "--")).contains("reached, 1 announcement");
  }

  @Test
  void outsideOfNamespacesOfItsOwnALabIsRefusedInWords() throws Exception {
    try (Lab lab = Lab.onOneBridge("outer", List.of(HostPlan.host("inside", "192.0.2.1/24")))) {
      String java = ProcessHandle.current().info().command().orElseThrow();
      assertThatThrownBy(
              () ->
                  lab.host("inside")
                      .run(
                          java,
                          "--enable-native-access=ALL-UNNAMED",
                          "-cp",
                          System.getProperty("java.class.path"),
                          TinyLab.class.getName()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has the interface eth0")
          .hasMessageContaining("unshare --net");
    }
  }

  private static String runLab(String... prefix) throws Exception {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            "unshare",
            "--map-root-user",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "sh",
            "-c",
            "ip link set lo up && mount -t tmpfs tmpfs /run/netns && exec \"$@\"",
            "lab",
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            TinyLab.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
