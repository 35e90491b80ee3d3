package org.jvrrpd.daemon.config.keepalived;

import java.util.Map;
import org.jvrrpd.daemon.config.LocalHost;

/**
 * What a keepalived.conf can ask of the machine that reads it.
 *
 * @param configId what lines that begin with {@code @id} are compared with ({@code --config-id})
 * @param environment where <code>${_ENV NAME}</code> is looked up
 * @param randomSeed from which <code>${_RANDOM}</code> begins
 */
public record Surroundings(String configId, Map<String, String> environment, long randomSeed) {
  /** Copies the environment. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** This machine: its short host name, the process's environment, and the clock for a seed. */
  public static Surroundings ofThisMachine() {
    return new Surroundings(shortHostName(), System.getenv(), System.nanoTime());
  }

  /** The same with another id. */
  public Surroundings withConfigId(String otherId) {
    return new Surroundings(otherId, environment, randomSeed);
  }

  private static String shortHostName() {
    return LocalHost.system().hostname().replaceFirst("\\..*", "");
  }
}
