package org.jvrrpd.conformance.harness;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A VRRP version 2 advertisement, right in every respect until something is made wrong, as a whole
 * Ethernet frame (RFC 3768 section 5.1, password of RFC 2338 section 5.3.6.1). Each method changes
 * this forgery and returns it.
 */
public final class Forgery {
  private static final int ETHERNET_BYTES = 14;
  private static final int IPV4_BYTES = 20;
  private static final int PASSWORD_BYTES = 8;
  private static final int CENTIS_PER_SECOND = 100;

  private final String vip;
  private int version = 2;
  private int type = 1;
  private int vrid;
  private int priority = 254;
  private int interval;
  private int count = 1;
  private int authenticationType;
  private int ttl = 255;
  private String password;
  private String source = ClusterPlan.CLIENT_ADDRESS;
  private int checksumError;
  private int length = Integer.MAX_VALUE;

  private Forgery(ClusterPlan plan) {
    vip = plan.vip();
    vrid = plan.vrid();
    interval = plan.dialect().intervalCentis() / CENTIS_PER_SECOND;
    password = plan.password();
    authenticationType = password.isEmpty() ? 0 : 1;
  }

  /** What the client would send if it were the MASTER of this cluster, with priority 254. */
  public static Forgery of(ClusterPlan plan) {
    return new Forgery(plan);
  }

  /** Sets the version, 0 to 15. */
  public Forgery version(int value) {
    version = value;
    return this;
  }

  /** Sets the type, 0 to 15; only 1 exists. */
  public Forgery type(int value) {
    type = value;
    return this;
  }

  /** Sets the virtual router, 0 to 255. */
  public Forgery vrid(int value) {
    vrid = value;
    return this;
  }

  /** Sets the priority, 0 to 255. */
  public Forgery priority(int value) {
    priority = value;
    return this;
  }

  /** Sets the interval in seconds, 0 to 255. */
  public Forgery interval(int seconds) {
    interval = seconds;
    return this;
  }

  /** Claims this many addresses; there is one. */
  public Forgery count(int value) {
    count = value;
    return this;
  }

  /** Sets the authentication type: 0 none, 1 password. */
  public Forgery authenticationType(int value) {
    authenticationType = value;
    return this;
  }

  /** Sets the password. */
  public Forgery password(String value) {
    password = value;
    return this;
  }

  /** Sets the time to live, 0 to 255. */
  public Forgery ttl(int value) {
    ttl = value;
    return this;
  }

  /** Sets the sender's IPv4 address. */
  public Forgery source(String address) {
    source = address;
    return this;
  }

  /** Makes the VRRP checksum wrong. */
  public Forgery wrongChecksum() {
    checksumError = 1;
    return this;
  }

  /** Cuts the VRRP message to this many bytes, and says so in the IP header. */
  public Forgery cutTo(int bytes) {
    length = bytes;
    return this;
  }

  /** The frame, from the multicast MAC address on. */
  public byte[] frame() {
    byte[] message = message();
    int messageLength = Math.min(length, message.length);
    ByteBuffer frame = ByteBuffer.allocate(ETHERNET_BYTES + IPV4_BYTES + messageLength);
    frame.put(new byte[] {0x01, 0x00, 0x5e, 0x00, 0x00, 0x12});
    frame.put(new byte[] {0x02, 0, 0, 0, 0, 0x66}).putShort((short) 0x0800);
    ByteBuffer header = ByteBuffer.allocate(IPV4_BYTES);
    header.put((byte) 0x45).put((byte) 0xc0).putShort((short) (IPV4_BYTES + messageLength));
    header.putInt(0).put((byte) ttl).put((byte) 112).putShort((short) 0);
    header.put(address(source)).put(new byte[] {(byte) 224, 0, 0, 18});
    header.putShort(10, (short) checksum(header.array()));
    return frame.put(header.array()).put(message, 0, messageLength).array();
  }

  private byte[] message() {
    ByteBuffer message = ByteBuffer.allocate(8 + 4 + PASSWORD_BYTES);
    message.put((byte) (version << 4 | type)).put((byte) vrid).put((byte) priority);
    message.put((byte) count).put((byte) authenticationType).put((byte) interval);
    message.putShort((short) 0).put(address(vip));
    byte[] text = password.getBytes(StandardCharsets.US_ASCII);
    message.put(text, 0, Math.min(text.length, PASSWORD_BYTES));
    message.putShort(6, (short) (checksum(message.array()) + checksumError));
    return message.array();
  }

  private static byte[] address(String literal) {
    return InetAddress.ofLiteral(literal).getAddress();
  }

  /** RFC 1071, over an even number of bytes. */
  private static int checksum(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes);
    int sum = 0;
    while (words.hasRemaining()) {
      sum += words.getShort() & 0xffff;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }
}
