package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jvrrpd.lab.RunningProcess;

/**
 * The first take-over of a backup whose memory has gone cold: before {@code kill -9} of the holder
 * the kernel is told to page out what the backup has mapped from files, as it does by itself where
 * memory is short. Without swap that is all that can go. The holder is the other daemon, since
 * pages that two processes have mapped stay.
 */
final class ColdSection implements Section {
  static final String NAME = "cold";
  static final String TAKE_OVER = NAME + " take-over after kill -9";
  static final String RESIDENT_BEFORE = NAME + " section: resident pages of files before";
  static final String RESIDENT_AFTER = NAME + " section: resident pages of files after";

  /** For a JVM to have settled. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final int turns;

  ColdSection(int turns) {
    this.turns = turns;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.JVRRPD, Contender.KEEPALIVED, Contender.JVRRPD_UNLOCKED);
  }

  @Override
  public int turns() {
    return turns;
  }

  @Override
  public void measure(Contender contender, int turn, Workplace workplace) throws IOException {
    Contender holding = contender.isKeepalived() ? Contender.JVRRPD : Contender.KEEPALIVED;
    Findings findings = workplace.findings();
    try (Scene scene = Scene.set(contender, holding, workplace, "cold")) {
      RunningProcess backup = scene.backup();
      Patience.pass(SETTLING);
      findings.add(RESIDENT_BEFORE, contender, fileMegabytes(backup));
      for (long pid : Processes.of(backup)) {
        PageOut.filesOf(pid);
      }
      findings.add(RESIDENT_AFTER, contender, fileMegabytes(backup));
      findings.add(TAKE_OVER, contender, scene.end(true).overheadMillis());
    }
  }

  private static double fileMegabytes(RunningProcess daemon) throws IOException {
    return Math.round(Processes.residentFileBytes(daemon) / BYTES_PER_MEGABYTE * 10) / 10.0;
  }
}
