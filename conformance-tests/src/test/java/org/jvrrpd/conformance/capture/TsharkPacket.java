package org.jvrrpd.conformance.capture;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What tshark says of one VRRP packet, field by field, in its own words.
 *
 * @param frame the number of the frame in the capture, from 1
 * @param epoch when, in seconds since 1970
 * @param fields the members of its layer {@code vrrp}
 */
record TsharkPacket(int frame, BigDecimal epoch, Map<?, ?> fields) {

  /** The packets of a capture as tshark decoded them. */
  static List<TsharkPacket> beside(Path capture) throws IOException {
    Path file = capture.resolveSibling(capture.getFileName() + ".tshark.json");
    List<TsharkPacket> packets = new ArrayList<>();
    // A capture without any VRRP has no decode beside it.
    if (!Files.exists(file)) {
      return packets;
    }
    for (Object each : (List<?>) JSON.std.anyFrom(Files.readString(file))) {
      Map<?, ?> layers = member(member((Map<?, ?>) each, "_source"), "layers");
      Map<?, ?> frame = member(layers, "frame");
      if (layers.get("vrrp") != null) {
        packets.add(
            new TsharkPacket(
                Integer.parseInt(text(frame, "frame.number")),
                new BigDecimal(text(frame, "frame.time_epoch")),
                member(layers, "vrrp")));
      }
    }
    return packets;
  }

  private static Map<?, ?> member(Map<?, ?> object, String name) {
    return (Map<?, ?>) Objects.requireNonNull(object.get(name), name);
  }

  private static String text(Map<?, ?> object, String name) {
    return (String) Objects.requireNonNull(object.get(name), name);
  }

  /** A field that is a number; empty if tshark did not come so far, or there is none. */
  Optional<Integer> number(String name) {
    return Optional.ofNullable(fields.get(name)).map(value -> Integer.decode((String) value));
  }

  /** A field as text. */
  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).map(String.class::cast);
  }

  /** A field that may occur more than once. */
  List<String> texts(String name) {
    Object value = fields.get(name);
    return switch (value) {
      case null -> List.of();
      case List<?> several -> several.stream().map(String.class::cast).toList();
      default -> List.of((String) value);
    };
  }

  int version() {
    return Integer.parseInt(text(member(fields, "vrrp.typever_tree"), "vrrp.version"));
  }

  /** Whether it calls the checksum good; empty where it says nothing. */
  Optional<Boolean> checksumGood() {
    return number("vrrp.checksum.status").map(status -> status == 1);
  }
}
