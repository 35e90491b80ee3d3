package org.jvrrpd.daemon.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.IpDatagram;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.lab.capture.CaptureFile;
import org.jvrrpd.lab.capture.LinkLayer;
import org.jvrrpd.lab.capture.LinkLayer.NetworkPacket;
import org.jvrrpd.lab.capture.StoredFrame;

/**
 * One reading of a capture from its beginning to its end. VRRP packets go to the {@link Listener},
 * in the order of the file; time never goes back for it, although the frames of several interfaces
 * may be stored a little out of order.
 */
final class Playback {
  /** Whom the packets are told. */
  interface Listener {
    /** An advertisement that is well formed and came with the hop limit that VRRP demands. */
    void heard(Heard heard);

    /** A packet that every receiver drops. */
    void refused(Rejection reason, IpAddress source, long nanos);
  }

  /** How many link types that are not read are told apart. */
  private static final int MAX_LINK_TYPES = 16;

  private final Listener listener;
  private final Map<Integer, Long> unreadLinkTypes = new TreeMap<>();
  private long frames;
  private long packets;
  private long cutPackets;
  private long startNanos = -1;
  private long nowNanos;
  private Optional<String> damage = Optional.empty();

  private Playback(Listener listener) {
    this.listener = listener;
  }

  /**
   * Reads a capture.
   *
   * @throws IOException if it cannot be read or is no capture
   */
  static Playback of(Path file, Listener listener) throws IOException {
    Playback playback = new Playback(listener);
    try (CaptureFile capture = CaptureFile.open(file)) {
      for (Optional<StoredFrame> next = capture.next(); next.isPresent(); next = capture.next()) {
        playback.play(next.get());
      }
      playback.damage = capture.damage();
    }
    return playback;
  }

  private void play(StoredFrame frame) {
    frames++;
    advanceTo(frame.epochNanos());
    if (!LinkLayer.isKnown(frame.linkType())) {
      if (unreadLinkTypes.size() < MAX_LINK_TYPES
          || unreadLinkTypes.containsKey(frame.linkType())) {
        unreadLinkTypes.merge(frame.linkType(), 1L, Long::sum);
      }
      return;
    }
    Optional<NetworkPacket> packet = LinkLayer.packet(frame);
    Optional<IpDatagram> datagram = packet.flatMap(found -> IpDatagram.read(found.bytes()));
    if (datagram.isEmpty()) {
      return;
    }
    packets++;
    if (startNanos < 0) {
      startNanos = frame.epochNanos();
      nowNanos = 0;
    }
    switch (datagram.get()) {
      case IpDatagram.Refused(Rejection reason, IpAddress source) -> {
        if (reason == Rejection.IP_TRUNCATED && frame.wireLength() > frame.bytes().remaining()) {
          cutPackets++;
        } else {
          listener.refused(reason, source, nowNanos);
        }
      }
      case IpDatagram.Whole(Envelope envelope, ByteBuffer message) ->
          play(packet.orElseThrow(), envelope, message);
    }
  }

  /** Before the first VRRP packet there is no time that anybody would want to know. */
  private void advanceTo(long epochNanos) {
    if (startNanos >= 0) {
      nowNanos = Math.max(nowNanos, epochNanos - startNanos);
    }
  }

  private void play(NetworkPacket packet, Envelope envelope, ByteBuffer message) {
    switch (AdvertisementDecoder.decode(message, envelope)) {
      case Decoded.Rejected(Rejection reason) ->
          listener.refused(reason, envelope.source(), nowNanos);
      case Decoded.Accepted _ when envelope.hopLimit() != Envelope.HOP_LIMIT ->
          listener.refused(Rejection.HOP_LIMIT_NOT_255, envelope.source(), nowNanos);
      case Decoded.Accepted accepted ->
          listener.heard(
              new Heard(
                  new RouterKey(
                      packet.interfaceId(),
                      packet.vlan(),
                      envelope.family(),
                      accepted.advertisement().vrid()),
                  nowNanos,
                  envelope,
                  accepted.advertisement(),
                  accepted.form(),
                  message));
    }
  }

  /** How many frames there were. */
  long frames() {
    return frames;
  }

  /** How many of them were VRRP, good or bad. */
  long packets() {
    return packets;
  }

  /** When the first VRRP packet was, in nanoseconds since 1970; 0 without one. */
  long startEpochNanos() {
    return Math.max(0, startNanos);
  }

  /** From the first VRRP packet to the last frame. */
  long durationNanos() {
    return nowNanos;
  }

  /** What was not read, and why, a sentence each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    damage.ifPresent(why -> warnings.add("the file is damaged or not finished: it " + said(why)));
    unreadLinkTypes.forEach(
        (linkType, count) ->
            warnings.add(
                "link type "
                    + linkType
                    + " is not read ("
                    + Words.count(count, "frame")
                    + "): capture at an Ethernet interface, or with -i any"));
    if (cutPackets > 0) {
      warnings.add(
          Words.count(cutPackets, "VRRP packet")
              + " not stored whole: capture with a larger snapshot length (tcpdump -s 0)");
    }
    return warnings;
  }

  private static String said(String why) {
    return why.startsWith("ends") ? why : "has " + why;
  }
}
