package org.jvrrpd.daemon.kernel;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The {@code ip} command: what the kernel looks like from outside this program. */
public final class Ip {
  private Ip() {}

  /** Runs {@code ip} with these arguments, split at blanks, and returns what it printed. */
  public static String run(String arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    return output(command, "");
  }

  /** Runs many {@code ip} commands in one process. */
  public static void batch(List<String> lines) {
    output(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n");
  }

  public static String output(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(command + " ended with " + status + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The addresses of a link, or of all, as {@code ip -j addr} lists them. */
  public static List<Map<String, Object>> addresses(String selection) {
    List<Map<String, Object>> addresses = new ArrayList<>();
    try {
      for (Map<String, Object> link : maps(JSON.std.listFrom(run("-j addr show " + selection)))) {
        if (link.get("addr_info") instanceof List<?> list) {
          addresses.addAll(maps(list));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return addresses;
  }

  /** The addresses of a link as {@code 192.0.2.10/24}, sorted. */
  public static SortedSet<String> prefixes(String linkName) {
    TreeSet<String> prefixes = new TreeSet<>();
    for (Map<String, Object> address : addresses("dev " + linkName)) {
      prefixes.add(address.get("local") + "/" + address.get("prefixlen"));
    }
    return prefixes;
  }

  private static List<Map<String, Object>> maps(List<?> list) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object element : list) {
      Map<String, Object> map = new HashMap<>();
      ((Map<?, ?>) element).forEach((key, value) -> map.put((String) key, value));
      if (!map.isEmpty()) {
        maps.add(map);
      }
    }
    return maps;
  }
}
