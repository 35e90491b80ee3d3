package org.jvrrpd.daemon.config;

/** How bad a {@link Problem} is. */
public enum Severity {
  /** The file cannot be used: the daemon does not start, a reload keeps the old configuration. */
  ERROR,
  /** The file can be used, but it probably does not say what its author means. */
  WARNING;

  @Override
  public String toString() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }
}
