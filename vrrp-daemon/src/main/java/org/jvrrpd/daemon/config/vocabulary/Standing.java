package org.jvrrpd.daemon.config.vocabulary;

/** What becomes of a word. */
public enum Standing {
  /** It is read and checked, and part of the configuration that comes out. */
  IMPLEMENTED,
  /** It is accepted and changes nothing, for a reason that the table gives. */
  IGNORED,
  /** A daemon does not start with it, since that would do harm; the table says what to do. */
  REFUSED,
  /** It belongs to keepalived's other half, the virtual servers. */
  IPVS
}
