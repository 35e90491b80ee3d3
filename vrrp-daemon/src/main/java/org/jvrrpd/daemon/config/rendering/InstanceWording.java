package org.jvrrpd.daemon.config.rendering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.process.CommandLine;

/** Says what a cluster's YAML means for one of its instances in keepalived's words. */
final class InstanceWording {
  private static final int USUAL_DOWN_INTERVALS = 3;

  private final ClusterConfiguration cluster;
  private final WordMaker make;
  private final Consumer<String> comment;

  /** Writes for one node; what a reader should know goes to {@code comment}. */
  InstanceWording(ClusterConfiguration cluster, WordMaker make, Consumer<String> comment) {
    this.cluster = cluster;
    this.make = make;
    this.comment = comment;
  }

  /**
   * The block of an instance.
   *
   * @param checks the names of the checks that its priority depends on
   */
  Statement of(InstanceConfiguration instance, List<String> checks) {
    List<Statement> words = new ArrayList<>();
    boolean owner = cluster.node().vipOwner() && instance.preempt();
    // keepalived heeds neither nopreempt nor preempt_delay where it says state MASTER.
    boolean likesToBegin = owner && instance.preemptDelay().isZero();
    words.add(make.line("state", likesToBegin ? "MASTER" : "BACKUP"));
    instance
        .interfaceName()
        .ifPresentOrElse(
            name -> words.add(make.line("interface", name)), () -> withoutInterface(instance));
    words.add(make.line("virtual_router_id", instance.vrid() + ""));
    words.add(make.line("priority", instance.priority() + ""));
    if (instance.version() == ProtocolVersion.V3) {
      words.add(make.line("version", "3"));
    }
    words.addAll(timing(instance));
    instance
        .ownAddress()
        .filter(own -> InstanceConfiguration.canAdvertiseFrom(own, instance.family()))
        .ifPresent(own -> words.add(make.line("mcast_src_ip", own.toString())));
    instance.authPass().ifPresent(secret -> words.add(authentication(secret)));
    words.add(
        make.block(
            instance.addresses().stream()
                .map(VirtualAddress::toString)
                .map(each -> make.line(each))
                .toList(),
            "virtual_ipaddress"));
    if (!checks.isEmpty()) {
      words.add(make.block(checks.stream().map(each -> make.line(each)).toList(), "track_script"));
    }
    words.addAll(hooks(cluster.notifications().scripts()));
    return make.block(words, "vrrp_instance", instance.name());
  }

  private List<Statement> timing(InstanceConfiguration instance) {
    List<Statement> words = new ArrayList<>();
    words.add(make.line("advert_int", Durations.ofCentis(instance.advertIntervalCentis())));
    if (!instance.preempt()) {
      words.add(make.line("nopreempt"));
    } else if (!instance.preemptDelay().isZero()) {
      words.add(make.line("preempt_delay", Durations.seconds(instance.preemptDelay())));
    }
    if (instance.downIntervals() != USUAL_DOWN_INTERVALS) {
      words.add(make.line("down_timer_adverts", instance.downIntervals() + ""));
    }
    if (instance.version() == ProtocolVersion.V3
        && instance.checksumForm() != ChecksumForm.PSEUDO_HEADER) {
      words.add(make.line("v3_checksum_as_v2"));
    }
    return words;
  }

  private void withoutInterface(InstanceConfiguration instance) {
    comment.accept(
        instance.name()
            + ": add \"interface\" with "
            + instance.interfaceInWords()
            + "; no interface here does.");
  }

  private Statement authentication(Secret secret) {
    return make.block(
        List.of(make.line("auth_type", "PASS"), make.line("auth_pass", text(secret))),
        "authentication");
  }

  /** The eight bytes without their padding, as the text that has them. */
  private String text(Secret secret) {
    byte[] bytes = secret.bytes();
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (!Secret.of(text).equals(secret)) {
      comment.accept(
          "auth_pass: the eight bytes of the password end within a character; choose another.");
    }
    return text;
  }

  private List<Statement> hooks(Notifications.Scripts scripts) {
    List<Statement> words = new ArrayList<>();
    hook(words, "notify_master", scripts.master(), scripts);
    hook(words, "notify_backup", scripts.backup(), scripts);
    hook(words, "notify_fault", scripts.fault(), scripts);
    hook(words, "notify_stop", scripts.stop(), scripts);
    hook(words, "notify", scripts.any(), scripts);
    return words;
  }

  private void hook(
      List<Statement> words,
      String word,
      Optional<CommandLine> command,
      Notifications.Scripts scripts) {
    command.ifPresent(
        line ->
            words.add(make.line(word, CheckCommands.line(line), scripts.user().orElse("root"))));
  }
}
