package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.kernel.Scheduling;
import org.jvrrpd.daemon.log.Log;

/**
 * How prompt a daemon is to be: what its command line says, else its file, else what is usual. A
 * wish that nobody has expressed is worth no warning where it is refused.
 *
 * @param scheduling of the event loop and of the kernel thread
 * @param schedulingAsked whether somebody has said so
 * @param lockMemory whether memory is kept from being paged out
 * @param lockingAsked whether somebody has said so
 */
record Urgency(
    Scheduling scheduling, boolean schedulingAsked, boolean lockMemory, boolean lockingAsked) {

  /** The wishes for a daemon that is started like this. */
  static Urgency of(DaemonOptions options, DaemonConfiguration configuration) {
    Optional<Globals> words = configuration.words().map(VrrpConfiguration::globals);
    Optional<Scheduling> scheduling =
        options.scheduling().or(() -> words.flatMap(Urgency::scheduling));
    Optional<Boolean> lockMemory =
        options.lockMemory().or(() -> words.filter(Globals::noSwap).map(_ -> true));
    return new Urgency(
        scheduling.orElse(Scheduling.USUAL),
        scheduling.isPresent(),
        lockMemory.orElse(true),
        lockMemory.orElse(false));
  }

  private static Optional<Scheduling> scheduling(Globals words) {
    OptionalInt priority = words.realTimePriority();
    return priority.isPresent()
        ? Optional.of(Scheduling.roundRobin(priority.getAsInt()))
        : Optional.empty();
  }

  /** What asks the kernel for it. */
  Promptness promptness() {
    return new Promptness(scheduling, lockMemory);
  }

  /** Where a refusal of real time is said. */
  Consumer<String> ofScheduling(Log log) {
    return refusal(schedulingAsked, log);
  }

  /** Where a refusal of locked memory is said. */
  Consumer<String> ofLocking(Log log) {
    return refusal(lockingAsked, log);
  }

  /** Of what nobody has asked for it is usual where the daemon has few rights. */
  private static Consumer<String> refusal(boolean asked, Log log) {
    return asked ? log::warning : log::debug;
  }

  /** Whether the other asks the kernel for something else. */
  boolean differsFrom(Urgency other) {
    return !scheduling.equals(other.scheduling) || lockMemory != other.lockMemory;
  }
}
