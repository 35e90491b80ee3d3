package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.keepalived.KeepalivedFile;
import org.jvrrpd.daemon.config.keepalived.KeepalivedInstance;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.transport.Claims;

/**
 * Sees to it that nobody else on this host speaks for our virtual routers. Neither would hear the
 * other, and both would be MASTER.
 */
final class SoleSpeaker implements AutoCloseable {
  private final Claims claims = new Claims();

  /**
   * Claims the virtual routers.
   *
   * @throws IOException in words, if another jvrrpd or a keepalived has one of them
   */
  static SoleSpeaker of(List<InstanceSettings> instances, Log log) throws IOException {
    refuseKeepalived(instances, log);
    SoleSpeaker speaker = new SoleSpeaker();
    speaker.change(instances);
    return speaker;
  }

  /**
   * Claims others in the place of those that it has.
   *
   * @throws IOException if another jvrrpd has one of them; then nothing has changed
   */
  void change(List<InstanceSettings> instances) throws IOException {
    claims.change(instances.stream().map(SoleSpeaker::words).collect(Collectors.toSet()));
  }

  private static String words(InstanceSettings settings) {
    // The same number over the other family is another virtual router (RFC 9568 section 1.7).
    String family = settings.family() == AddressFamily.IPV6 ? "IPv6 " : "";
    return family
        + "VRID "
        + settings.router().vrid()
        + " on "
        + settings
            .attachment()
            .interfaceName()
            .or(() -> settings.attachment().ownAddress().map(IpAddress::toString))
            .orElse("");
  }

  private static void refuseKeepalived(List<InstanceSettings> instances, Log log)
      throws IOException {
    Optional<RunningKeepalived> running = RunningKeepalived.find();
    if (running.isEmpty()) {
      return;
    }
    String who = "keepalived runs here, process " + running.get().pid();
    Path file = running.get().readableConfiguration();
    List<KeepalivedInstance> theirs;
    try {
      theirs = KeepalivedFile.read(file).instances();
    } catch (IOException e) {
      log.warning(who + ", and what it speaks for is not known: " + e.getMessage());
      return;
    }
    for (InstanceSettings ours : instances) {
      if (theirs.stream().anyMatch(each -> isSame(each, ours))) {
        throw new IOException(
            who
                + ", and speaks "
                + words(ours)
                + " too ("
                + running.get().configuration()
                + "); stop it first, or let jvrrpd setup --replace-keepalived do it");
      }
    }
  }

  private static boolean isSame(KeepalivedInstance theirs, InstanceSettings ours) {
    return theirs.vrid().isPresent()
        && theirs.vrid().getAsInt() == ours.router().vrid()
        && familyOf(theirs) == ours.family()
        && (theirs.interfaceName().isEmpty()
            || ours.attachment().interfaceName().isEmpty()
            || theirs.interfaceName().equals(ours.attachment().interfaceName()));
  }

  /** keepalived's instances have the family of their first virtual address. */
  private static AddressFamily familyOf(KeepalivedInstance theirs) {
    return theirs.addresses().stream()
        .findFirst()
        .map(IpAddress::family)
        .orElse(AddressFamily.IPV4);
  }

  @Override
  public void close() {
    claims.close();
  }
}
