package org.jvrrpd.conformance.interop;

import org.jvrrpd.conformance.harness.DaemonKind;
import org.jvrrpd.conformance.harness.Frr;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;

/** The daemons that are tried with each other. */
enum Implementation {
  JVRRPD,
  KEEPALIVED,
  FRR;

  DaemonKind kind() {
    return switch (this) {
      case JVRRPD -> new Jvrrpd();
      case KEEPALIVED -> new Keepalived();
      case FRR -> new Frr();
    };
  }

  /** As its own documentation spells it. */
  @Override
  public String toString() {
    return kind().name();
  }
}
