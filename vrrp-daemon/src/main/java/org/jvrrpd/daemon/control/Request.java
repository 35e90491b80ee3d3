package org.jvrrpd.daemon.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client asks for, as one line: {@code {"jvrrpd":1,"command":"status"}}. */
sealed interface Request {
  /** The version of requests and answers, the member {@code jvrrpd} of both. */
  int PROTOCOL = 1;

  /** The longest request in bytes, without its line feed. */
  int MAX_BYTES = 4096;

  /** {@code "command":"status"}. */
  record Status() implements Request {}

  /** {@code "command":"reload","dry_run":false}. */
  record Reload(boolean dryRun) implements Request {}

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException with a message for the client, if the line is none
   */
  static Request parse(String line) {
    JsonObject json = JsonObject.parse(line);
    int protocol = json.integer("jvrrpd");
    if (protocol != PROTOCOL) {
      throw new IllegalArgumentException(
          "this daemon speaks version " + PROTOCOL + " of the control protocol, not " + protocol);
    }
    return switch (json.string("command")) {
      case "status" -> new Status();
      case "reload" -> new Reload(json.bool("dry_run"));
      default -> throw new IllegalArgumentException("the commands are status and reload");
    };
  }

  /** The line, without its line feed. */
  default String line() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jvrrpd", PROTOCOL);
    switch (this) {
      case Status() -> json.put("command", "status");
      case Reload(boolean dryRun) -> {
        json.put("command", "reload");
        json.put("dry_run", dryRun);
      }
    }
    try {
      return JSON.std.asString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Nothing is written but memory.
    }
  }
}
