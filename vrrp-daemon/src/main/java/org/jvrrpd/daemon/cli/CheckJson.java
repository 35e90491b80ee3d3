package org.jvrrpd.daemon.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.daemon.config.Problem;

/** What {@code check --json} prints. */
final class CheckJson {
  private CheckJson() {}

  /**
   * One object: {@code valid}, {@code problems} in the order of the text, {@code plan}.
   *
   * @throws IOException never, since nothing is written but a text
   */
  static String of(List<Problem> problems, List<String> plan, boolean failed) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("valid", !failed);
    all.put("problems", problems.stream().map(CheckJson::members).toList());
    all.put("plan", plan);
    return JSON.std.asString(all);
  }

  private static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("severity", problem.severity().toString());
    members.put("file", problem.file().toString());
    members.put("line", problem.line());
    members.put("column", problem.column());
    members.put("key", problem.key());
    members.put("message", problem.message());
    return members;
  }
}
