package org.jvrrpd.daemon.setup;

/**
 * One change, as it can be taken back.
 *
 * @param kind what was done
 * @param subject to what: a path, the name of a kernel setting, a unit
 * @param detail what is needed to take it back
 */
record Deed(Kind kind, String subject, String detail) {
  /** What can be done, and what the detail is. */
  enum Kind {
    /** A file; the SHA-256 of its content. */
    WROTE,
    /** A folder; nothing. */
    MADE_FOLDER,
    /** Somebody else's file; where it lies now. */
    MOVED_ASIDE,
    /** A kernel setting; its value before. */
    SET,
    /** A symbolic link; nothing. */
    LINKED,
    /** A unit; nothing. */
    ENABLED,
    /** keepalived; how it is started again. */
    STOPPED_KEEPALIVED,
    /** A unit; nothing. */
    STARTED
  }
}
