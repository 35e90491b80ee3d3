package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** keepalived of the distribution, its VRRP half alone, in the foreground. */
public record Keepalived() implements DaemonKind {

  @Override
  public String name() {
    return "keepalived";
  }

  @Override
  public List<String> prepare(ClusterPlan plan, Controller self, Path directory)
      throws IOException {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(file, configuration(plan, self));
    return run(file, directory);
  }

  /** The command that runs it with any file; its pid files go into a directory. */
  public static List<String> run(Path file, Path directory) {
    return List.of(
        "keepalived",
        "-n",
        "-l",
        "-D",
        "-P",
        "-f",
        file.toString(),
        "-p",
        directory.resolve("keepalived.pid").toString(),
        "-r",
        directory.resolve("vrrp.pid").toString());
  }

  @Override
  public boolean hasLeases() {
    return false;
  }

  private static String addresses(ClusterPlan plan) {
    return Stream.concat(Stream.of(plan.vipCidr()), plan.moreVips().stream())
        .map(each -> each + " dev eth0\n")
        .collect(Collectors.joining());
  }

  /** What its file says for one controller of a plan. */
  public static String configuration(ClusterPlan plan, Controller self) {
    String authentication =
        plan.password().isEmpty()
            ? ""
            : "authentication {\n auth_type PASS\n auth_pass " + plan.password() + "\n }";
    return """
    global_defs {
      router_id %s
    }
    vrrp_instance VI_MAIN {
      state BACKUP
      interface eth0
      virtual_router_id %d
      priority %d
      version %d
      advert_int %s
      %s
      %s
      virtual_ipaddress {
        %s
      }
    }
    """
        .formatted(
            self.name(),
            plan.vrid(),
            self.priority(),
            plan.dialect().version(),
            plan.dialect().intervalSeconds(),
            plan.preempting() || self.owner() ? "" : "nopreempt",
            authentication,
            addresses(plan));
  }
}
