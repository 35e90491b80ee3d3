package org.jvrrpd.daemon.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/** A capture that is made up: advertisements at times of our choice, as a big-endian pcap file. */
final class Wire {
  private static final long BEGIN_SECONDS = 1_790_000_000L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Authentication authentication = new Authentication.None();
  private int intervalCentis = 100;
  private int vrid = 51;
  private String vip = "192.0.2.100";
  private int ttl = 255;

  Wire() {
    out.writeBytes(
        ByteBuffer.allocate(24)
            .putInt(0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putInt(16, 65_535)
            .putInt(20, 101)
            .array());
  }

  Wire password(String text) {
    authentication = Authentication.SimplePassword.of(text);
    return this;
  }

  Wire interval(int centis) {
    intervalCentis = centis;
    return this;
  }

  Wire vrid(int number) {
    vrid = number;
    return this;
  }

  Wire vip(String address) {
    vip = address;
    return this;
  }

  Wire ttl(int number) {
    ttl = number;
    return this;
  }

  /** Whoever has this last octet advertises at this time. */
  Wire at(double seconds, int host, int priority) {
    return raw(seconds, packet(host, priority));
  }

  /** It advertises every interval from one time to another, both included. */
  Wire from(double first, double last, int host, int priority) {
    for (double at = first; at <= last + 1e-6; at += intervalCentis / 100.0) {
      at(at, host, priority);
    }
    return this;
  }

  /** An IP packet as it is. */
  Wire raw(double seconds, byte[] packet) {
    long micros = Math.round(seconds * 1_000_000);
    out.writeBytes(
        ByteBuffer.allocate(16)
            .putInt((int) (BEGIN_SECONDS + micros / 1_000_000))
            .putInt((int) (micros % 1_000_000))
            .putInt(packet.length)
            .putInt(packet.length)
            .array());
    out.writeBytes(packet);
    return this;
  }

  byte[] packet(int host, int priority) {
    Envelope envelope =
        new Envelope(
            IpAddress.parse("192.0.2." + host).orElseThrow(),
            IpAddress.parse("224.0.0.18").orElseThrow(),
            ttl);
    Advertisement advertisement =
        new Advertisement(
            ProtocolVersion.V2,
            vrid,
            priority,
            intervalCentis,
            authentication,
            List.of(IpAddress.parse(vip).orElseThrow()));
    ByteBuffer packet = ByteBuffer.allocate(128);
    packet.position(20);
    AdvertisementEncoder.encode(
        advertisement,
        envelope.source(),
        envelope.destination(),
        ChecksumForm.MESSAGE_ONLY,
        packet);
    int length = packet.position();
    packet.put(0, (byte) 0x45).putShort(2, (short) length).put(8, (byte) ttl).put(9, (byte) 112);
    packet.putInt(12, envelope.source().ipv4Bits()).putInt(16, envelope.destination().ipv4Bits());
    return Arrays.copyOf(packet.array(), length);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  Path in(Path directory) throws IOException {
    return Files.write(directory.resolve("made-up.pcap"), bytes());
  }
}
