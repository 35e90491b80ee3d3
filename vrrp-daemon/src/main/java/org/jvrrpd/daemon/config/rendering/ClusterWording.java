package org.jvrrpd.daemon.config.rendering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.statement.Statement;

/**
 * Says what a cluster's YAML means for one node in keepalived's words, of which {@code
 * config.reading} makes the model: as an installer's template does. What keepalived cannot do is
 * named in comments. For one use.
 */
public final class ClusterWording {
  private final ClusterConfiguration cluster;
  private final List<List<String>> units;
  private final WordMaker make;
  private final List<String> comments = new ArrayList<>();

  private ClusterWording(ClusterConfiguration cluster, List<List<String>> units) {
    this.cluster = cluster;
    this.units = units;
    this.make = new WordMaker(cluster.file());
  }

  /**
   * The node's configuration.
   *
   * @param units those of its services, each with its names on one distribution or another
   */
  public static Wording of(ClusterConfiguration cluster, List<List<String>> units) {
    return new ClusterWording(cluster, units).wording();
  }

  private Wording wording() {
    comments.add(
        "Of " + cluster.file() + " for " + cluster.node().hostname() + ", by jvrrpd render.");
    List<Statement> all = new ArrayList<>();
    all.add(globals());
    List<HealthCheck> checks = cluster.checks().stream().filter(this::canBeWritten).toList();
    checks.forEach(each -> all.add(script(each)));
    InstanceWording instances = new InstanceWording(cluster, make, comments::add);
    List<String> names = checks.stream().map(ClusterWording::nameOf).toList();
    cluster.instances().forEach(each -> all.add(instances.of(each, names)));
    leftOut();
    return new Wording(comments, all);
  }

  private Statement globals() {
    List<Statement> words = new ArrayList<>();
    words.add(make.line("router_id", cluster.node().hostname()));
    Set<String> users = new LinkedHashSet<>();
    cluster.checks().forEach(each -> user(each.target()).ifPresent(users::add));
    Notifications.Scripts scripts = cluster.notifications().scripts();
    if (!scripts.isEmpty()) {
      users.add(scripts.user().orElse("root"));
    }
    words.add(make.line("enable_script_security"));
    words.add(make.line("script_user", users.isEmpty() ? "root" : users.iterator().next()));
    cluster
        .notifications()
        .fifo()
        .ifPresent(path -> words.add(make.line("notify_fifo", path + "")));
    cluster.instances().stream()
        .map(InstanceConfiguration::startupDelay)
        .filter(delay -> !delay.isZero())
        .max(Comparator.naturalOrder())
        .ifPresent(delay -> words.add(make.line("vrrp_startup_delay", Durations.seconds(delay))));
    return make.block(words, "global_defs");
  }

  private static Optional<String> user(CheckTarget target) {
    return target instanceof CheckTarget.Script(_, var user)
        ? Optional.of(user.orElse("root"))
        : Optional.empty();
  }

  private boolean canBeWritten(HealthCheck check) {
    return !(check.target() instanceof CheckTarget.Services) || !units.isEmpty();
  }

  private Statement script(HealthCheck check) {
    if (check.target() instanceof CheckTarget.Services(var portsAt) && portsAt.isPresent()) {
      comments.add(check.name() + ": looks at the units only, and not at the ports.");
    }
    List<Statement> words = new ArrayList<>();
    words.add(make.line("script", CheckCommands.of(check, units)));
    words.add(make.line("interval", Durations.seconds(check.interval())));
    words.add(make.line("timeout", Durations.seconds(check.timeout())));
    words.add(make.line("weight", check.weight() + ""));
    words.add(make.line("fall", check.fall() + ""));
    words.add(make.line("rise", check.rise() + ""));
    user(check.target()).ifPresent(user -> words.add(make.line("user", user)));
    return make.block(words, "vrrp_script", nameOf(check));
  }

  /** As set-up templates call a check. */
  private static String nameOf(HealthCheck check) {
    return check.name().startsWith("chk_") ? check.name() : "chk_" + check.name();
  }

  private void leftOut() {
    Notifications notifications = cluster.notifications();
    notifications
        .log()
        .ifPresent(
            log -> comments.add("Left out, since keepalived has none: the log " + log + "."));
    notifications
        .webhook()
        .ifPresent(_ -> comments.add("Left out, since keepalived has none: the webhook."));
    if (cluster.instances().stream().anyMatch(InstanceConfiguration::vipLease)) {
      comments.add("Left out, since keepalived has none: vip_lease and health_takeover.");
    }
  }
}
