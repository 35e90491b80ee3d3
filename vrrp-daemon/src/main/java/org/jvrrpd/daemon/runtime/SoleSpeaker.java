package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    return "VRID "
        + settings.router().vrid()
        + " on "
        + settings.interfaceName().orElse(settings.router().source().toString());
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
        && (theirs.interfaceName().isEmpty()
            || ours.interfaceName().isEmpty()
            || theirs.interfaceName().equals(ours.interfaceName()));
  }

  @Override
  public void close() {
    claims.close();
  }
}
