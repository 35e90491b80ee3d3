package org.jvrrpd.benchmarks.takeover;

/** What is measured of a daemon, in the order of the table. */
enum Figure {
  /**
   * The holder is killed: from its last advertisement to the next one's first gratuitous ARP, less
   * the down interval. The take-over is the first of that daemon's life, as are all here.
   */
  KILL_LATENESS("first take-over after kill -9: beyond the down interval", "ms", "5"),

  /** The holder is stopped: from priority 0 to the gratuitous ARP, less the skew time. */
  STOP_LATENESS("first take-over after SIGTERM: beyond the skew time", "ms", "5"),

  /** From starting the launcher to the report of the VRRP group's membership on the wire. */
  START("start of the process to listening", "ms", "500"),

  /** The VIP is deleted by hand: until it is back, as the kernel reports both. */
  DELETED_TO_BACK("VIP deleted by hand: back", "ms", "50"),

  /** The same, until it is announced. */
  DELETED_TO_ANNOUNCED("VIP deleted by hand: announced", "ms", ""),

  /** Proportional set size of a backup that has never been master. */
  BACKUP_PSS("memory of a backup (PSS)", "MB", "80"),

  /** Resident set size: what PSS would be if nothing else on the host ran the same program. */
  BACKUP_RSS("memory of a backup (RSS, alone on its host)", "MB", "80"),

  /** The same of the master of the cluster's first election. */
  MASTER_PSS("memory of a master (PSS)", "MB", "80"),

  /** Resident set size of that master. */
  MASTER_RSS("memory of a master (RSS, alone on its host)", "MB", "80"),

  /** Of a backup, a second after its first take-over. */
  AFTER_TAKEOVER_PSS("memory after the first take-over (PSS)", "MB", "80"),

  /** Resident set size then. */
  AFTER_TAKEOVER_RSS("memory after the first take-over (RSS, alone)", "MB", "80");

  private final String label;
  private final String unit;
  private final String bound;

  Figure(String label, String unit, String bound) {
    this.label = label;
    this.unit = unit;
    this.bound = bound;
  }

  /** What the table calls it. */
  String label() {
    return label;
  }

  /** {@code ms} or {@code MB} (10^6 bytes). */
  String unit() {
    return unit;
  }

  /** What is to be reached, in the figure's unit; empty where there is no goal. */
  String bound() {
    return bound;
  }
}
