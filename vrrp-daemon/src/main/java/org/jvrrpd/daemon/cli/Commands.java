package org.jvrrpd.daemon.cli;

import org.jvrrpd.daemon.runtime.Signals;
import picocli.CommandLine;

/** Makes the commands, giving {@code run} the signals that were registered before anything else. */
final class Commands implements CommandLine.IFactory {
  private final Signals signals;

  Commands(Signals signals) {
    this.signals = signals;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == RunCommand.class
        ? type.cast(new RunCommand(signals))
        : CommandLine.defaultFactory().create(type);
  }
}
