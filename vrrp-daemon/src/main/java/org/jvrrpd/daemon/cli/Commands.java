package org.jvrrpd.daemon.cli;

import org.jvrrpd.daemon.runtime.Signals;
import picocli.CommandLine;

/** Makes the commands, giving those that stay the signals that were registered before all else. */
final class Commands implements CommandLine.IFactory {
  private final Signals signals;

  Commands(Signals signals) {
    this.signals = signals;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(signals));
    }
    if (type == DemoCommand.class) {
      return type.cast(new DemoCommand(signals));
    }
    if (type == ShadowCommand.class) {
      return type.cast(new ShadowCommand(signals));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
