package org.jvrrpd.lab.capture;

/** From some place on a capture file cannot be read; what came before is good. */
final class DamagedCaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedCaptureException(String where) {
    super(where);
  }
}
