package org.jvrrpd.daemon.setup;

/** The steps in their order, as operators know them. */
enum Step {
  PRIVILEGES(1, "Root privileges"),
  DEPENDENCIES(2, "Dependencies"),
  CONFIGURATION(3, "Configuration"),
  OPERATING_SYSTEM(4, "Operating system"),
  INSTALLED_VERSION(5, "Installed version"),
  INSTALLATION(6, "Installation"),
  HEALTH_CHECK(7, "Health check"),
  NOTIFICATION_SCRIPTS(8, "Notification scripts"),
  SERVICE(9, "Service configuration"),
  IP_FORWARDING(10, "IP forwarding"),
  START(11, "Start");

  private final int number;
  private final String title;

  Step(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** For example {@code [Step 3/11] Configuration}. */
  String heading() {
    return "[Step " + number + "/" + values().length + "] " + title;
  }
}
