package org.jvrrpd.daemon.replay;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.Rejections;

/** A replay as programs read it; names are written out, since docs/replay.md promises them. */
final class ReplayJson {
  /** Raised when a member changes its meaning or goes away; new members do not raise it. */
  private static final int FORMAT = 1;

  private final Replay replay;

  ReplayJson(Replay replay) {
    this.replay = replay;
  }

  /** Writes it, without closing {@code out}. */
  void write(Writer out) throws IOException {
    Playback playback = replay.playback();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("file", replay.file().toString());
    json.put("frames", playback.frames());
    json.put("vrrp_packets", playback.packets());
    json.put("begin", playback.packets() == 0 ? null : instant(0));
    json.put("seconds", Words.seconds(playback.durationNanos()));
    json.put("routers", replay.ours().stream().map(this::router).toList());
    json.put("foreign", replay.foreign().stream().map(this::foreign).toList());
    json.put("stand_ins", replay.standIns().stream().map(this::standIn).toList());
    json.put("rejections", replay.watch().rejections().stream().map(this::rejection).toList());
    json.put("warnings", replay.warnings());
    Writer stays =
        new FilterWriter(out) {
          @Override
          public void close() throws IOException {
            flush();
          }
        };
    JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).write(json, stays);
    out.write('\n');
  }

  private Map<String, @Nullable Object> router(RouterWatch router) {
    Advertisement first = router.first();
    ContestSummary fared = router.summary();
    Map<String, @Nullable Object> json = foreign(router);
    json.put("version", first.version().number());
    json.put("interval_seconds", Words.seconds(first.intervalCentis() * 10_000_000L));
    json.put("addresses", first.addresses().stream().map(IpAddress::toString).toList());
    json.put("events", events(router.chronicle()));
    json.put("events_left_out", router.chronicle().omitted());
    json.put("master", fared.master().map(IpAddress::toString).orElse(null));
    json.put("changes", fared.changes());
    json.put("gaps", fared.gaps());
    json.put("longest_gap_seconds", Words.seconds(fared.longestGapNanos()));
    json.put("split_brains", fared.splits());
    json.put("split_brain_seconds", Words.seconds(fared.splitNanos()));
    return json;
  }

  private Map<String, @Nullable Object> foreign(RouterWatch router) {
    Map<String, @Nullable Object> json = key(router.key());
    json.put("speakers", router.speakers().stream().map(this::speaker).toList());
    return json;
  }

  private static Map<String, @Nullable Object> key(RouterKey key) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("vrid", key.vrid());
    json.put("family", key.familyName());
    json.put("vlan", key.vlan() == 0 ? null : key.vlanName());
    json.put("interface", key.interfaceId());
    return json;
  }

  private Map<String, @Nullable Object> speaker(Speaker speaker) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("address", speaker.address.toString());
    json.put("priority", speaker.priority());
    json.put("advertisements", speaker.advertisements);
    json.put("first_seconds", Words.seconds(speaker.firstNanos));
    json.put("last_seconds", Words.seconds(speaker.lastNanos));
    return json;
  }

  private Map<String, @Nullable Object> standIn(StandIn standIn) {
    Map<String, @Nullable Object> json = key(standIn.key());
    json.put("address", standIn.address().toString());
    json.put("priority", standIn.priority());
    json.put("events", events(standIn.chronicle()));
    json.put("events_left_out", standIn.chronicle().omitted());
    json.put("state", standIn.state());
    json.put("advertisements", standIn.advertisements());
    return json;
  }

  private List<Map<String, @Nullable Object>> events(Chronicle chronicle) {
    return chronicle.occurrences().stream().map(this::event).toList();
  }

  private Map<String, @Nullable Object> event(Occurrence occurrence) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("seconds", Words.seconds(occurrence.nanos()));
    json.put("at", instant(occurrence.nanos()));
    json.put("kind", occurrence.kind().word());
    json.put("speaker", occurrence.speaker().toString());
    json.put("text", occurrence.words());
    return json;
  }

  private Map<String, @Nullable Object> rejection(Rejections.Entry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("reason", entry.reason().description());
    json.put("sender", entry.sender() == null ? null : entry.sender().toString());
    json.put("count", entry.count());
    json.put("last_seconds", Words.seconds(entry.lastNanos()));
    return json;
  }

  private String instant(long nanos) {
    return Instant.ofEpochSecond(0, replay.playback().startEpochNanos() + nanos).toString();
  }
}
