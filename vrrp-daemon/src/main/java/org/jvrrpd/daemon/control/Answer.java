package org.jvrrpd.daemon.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon answers, as one line: {@code {"jvrrpd":1,"status":{...}}}, {@code
 * {"jvrrpd":1,"reload":{...}}} or {@code {"jvrrpd":1,"error":"..."}}.
 */
sealed interface Answer {
  /** The daemon's state. */
  record Status(StatusReport report) implements Answer {}

  /** What came of a reload. */
  record Reload(ReloadOutcome outcome) implements Answer {}

  /** The request could not be served; the reason is a sentence for people. */
  record Failure(String reason) implements Answer {}

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException if the line is none that this version understands
   */
  static Answer parse(String line) {
    JsonObject json = JsonObject.parse(line);
    int protocol = json.integer("jvrrpd");
    if (protocol != Request.PROTOCOL) {
      throw new IllegalArgumentException(
          "version " + protocol + " of the control protocol, not " + Request.PROTOCOL);
    }
    if (json.has("error")) {
      return new Failure(json.string("error"));
    }
    if (json.has("reload")) {
      JsonObject outcome = json.object("reload");
      return new Reload(
          new ReloadOutcome(
              outcome.bool("applied"), outcome.strings("plan"), outcome.strings("problems")));
    }
    return new Status(StatusJson.read(json.object("status")));
  }

  /** The line, without its line feed. */
  default String line() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("jvrrpd", Request.PROTOCOL);
    switch (this) {
      case Status(StatusReport report) -> json.put("status", StatusJson.write(report));
      case Reload(ReloadOutcome outcome) -> json.put("reload", writeOutcome(outcome));
      case Failure(String reason) -> json.put("error", reason);
    }
    return asLine(json);
  }

  private static Map<String, @Nullable Object> writeOutcome(ReloadOutcome outcome) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("applied", outcome.applied());
    json.put("plan", outcome.plan());
    json.put("problems", outcome.problems());
    return json;
  }

  /** JSON in one line: null members are written, control characters escaped. */
  static String asLine(Map<String, @Nullable Object> json) {
    try {
      return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Nothing is written but memory.
    }
  }
}
