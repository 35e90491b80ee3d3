package org.jvrrpd.conformance.interop;

import org.jvrrpd.conformance.harness.Dialect;

/** What is spoken, but for the interval. */
enum Speech {
  V2("version 2", "v2"),
  V2_PASSWORD("version 2, password", "v2-password"),
  V3("version 3, IPv4", "v3-ipv4");

  private final String title;
  private final String shortName;

  Speech(String title, String shortName) {
    this.title = title;
    this.shortName = shortName;
  }

  /** For file names. */
  String shortName() {
    return shortName;
  }

  String password() {
    return this == V2_PASSWORD ? "s3cr3t" : "";
  }

  Dialect dialect(int intervalCentis) {
    return new Dialect(this == V3 ? 3 : 2, intervalCentis, false);
  }

  @Override
  public String toString() {
    return title;
  }
}
