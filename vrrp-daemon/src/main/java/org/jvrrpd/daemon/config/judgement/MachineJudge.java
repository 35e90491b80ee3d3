package org.jvrrpd.daemon.config.judgement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.GarpGroup;
import org.jvrrpd.daemon.config.vrrp.Globals.Fifo;
import org.jvrrpd.daemon.config.vrrp.Hmac;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.IpRouteLine;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.Tracking.Tracked;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/**
 * Judges whether this machine has what a configuration names. An interface that is missing is FAULT
 * until it appears, and no error here; keepalived does not start without it.
 */
final class MachineJudge {
  /** Who runs scripts where nobody says it. */
  private static final String USUAL_USER = "keepalived_script";

  private final VrrpConfiguration configuration;
  private final Machine machine;
  private final Findings findings;
  private final Set<String> made = new HashSet<>();

  /** Thousands of instances are on a handful of interfaces. */
  private final Map<String, Boolean> present = new HashMap<>();

  MachineJudge(VrrpConfiguration configuration, Machine machine, Findings findings) {
    this.configuration = configuration;
    this.machine = machine;
    this.findings = findings;
  }

  void judge() {
    configuration.instances().stream()
        .flatMap(each -> each.virtualMac().flatMap(mac -> mac.name()).stream())
        .forEach(made::add);
    configuration.instances().forEach(this::interfaces);
    configuration.instances().forEach(this::keys);
    routes(configuration.staticRoutes());
    addresses(configuration.staticAddresses());
    for (GarpGroup group : configuration.garpGroups()) {
      group.interfaces().forEach(name -> hasInterface(name, "garp_group"));
    }
    for (Script script : configuration.scripts()) {
      script.command().ifPresent(command -> check(script, command));
    }
    hooks().forEach(this::secure);
    configuration
        .globals()
        .scriptUser()
        .filter(each -> !machine.hasUser(each.user()))
        .ifPresent(
            each ->
                findings.error(
                    each.at(), "script_user", "there is no user \"" + each.user() + "\" here"));
  }

  private void interfaces(Instance instance) {
    String key = InstanceJudge.key(instance);
    instance.interfaceName().ifPresent(name -> hasInterface(name, key));
    for (Tracked tracked : instance.tracking().interfaces()) {
      hasInterface(tracked.name(), key);
    }
    addresses(instance.holdings().addresses());
    addresses(instance.holdings().excluded());
    routes(instance.holdings().routes());
  }

  /** Whoever named a file for a key did not mean to be without it. */
  private void keys(Instance instance) {
    for (Hmac.Key key : instance.wire().hmac().map(Hmac::keys).orElse(List.of())) {
      if (key.source() instanceof Hmac.InFile(Path path)) {
        machine
            .complaintOfKey(path)
            .ifPresent(
                why ->
                    findings.refusal(
                        Severity.ERROR,
                        Verdict.OBJECTS,
                        key.at(),
                        InstanceJudge.key(instance),
                        why));
      }
    }
  }

  private void addresses(List<Address> addresses) {
    addresses.forEach(each -> each.device().ifPresent(name -> hasInterface(name, each.toString())));
  }

  private void routes(List<IpRouteLine> routes) {
    routes.forEach(each -> each.device().ifPresent(name -> hasInterface(name, "route")));
  }

  private void hasInterface(Placed<String> name, String key) {
    if (!made.contains(name.value())
        && !present.computeIfAbsent(name.value(), machine::hasInterface)) {
      findings.add(
          Severity.WARNING,
          Verdict.OBJECTS,
          name.at(),
          key,
          "there is no interface " + name.value() + " here; it is FAULT until there is");
    }
  }

  private void check(Script script, Command command) {
    if (!machine.canRun(command.program())) {
      findings.error(
          command.at(),
          "vrrp_script " + script.name(),
          command.program() + " is not there or cannot be run; it would always fail");
      return;
    }
    secure(command);
  }

  private List<Command> hooks() {
    List<Command> hooks = new ArrayList<>();
    for (Instance instance : configuration.instances()) {
      hooks.addAll(instance.hooks().commands().values());
    }
    for (NamedGroup group : configuration.syncGroups()) {
      hooks.addAll(group.hooks().commands().values());
    }
    configuration.globals().fifos().stream()
        .map(Fifo::reader)
        .flatMap(Optional::stream)
        .forEach(hooks::add);
    return hooks;
  }

  private void secure(Command command) {
    boolean named = command.user().isPresent() || configuration.globals().scriptUser().isPresent();
    if (!machine.canRun(command.program())) {
      findings.strictWarning(
          command.at(), "", command.program() + " is not there or cannot be run");
    } else if (!configuration.globals().scriptSecurity()) {
      findings.add(
          Severity.WARNING,
          Verdict.INSECURE,
          command.at(),
          "",
          "it runs without enable_script_security; add that to global_defs");
    } else if (!named && !machine.hasUser(USUAL_USER)) {
      findings.error(
          command.at(),
          "",
          "there is no user "
              + USUAL_USER
              + " to run it; make one, or name another in script_user");
    }
  }
}
