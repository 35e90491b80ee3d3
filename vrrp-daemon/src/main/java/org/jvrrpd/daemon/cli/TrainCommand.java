package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.runtime.Daemon;
import org.jvrrpd.daemon.runtime.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plays a daemon's start without touching the network, for the build to record what it loads. */
@Command(
    name = "train",
    hidden = true,
    description = "Plays a start; the build makes the start-up cache of it.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Override
  public Integer call() throws IOException {
    var cluster = configuration.load().configuration();
    if (cluster.isEmpty()) {
      return ExitStatus.BAD_CONFIGURATION;
    }
    Daemon.train(cluster.get());
    return ExitStatus.OK;
  }
}
