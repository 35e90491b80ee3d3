package org.jvrrpd.daemon.config.judgement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.Spelling;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.IpRouteLine;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Judges groups of instances. */
final class GroupJudge {
  private final VrrpConfiguration configuration;
  private final Findings findings;
  private final Set<String> instances;

  GroupJudge(VrrpConfiguration configuration, Findings findings) {
    this.configuration = configuration;
    this.findings = findings;
    this.instances =
        configuration.instances().stream().map(Instance::name).collect(Collectors.toSet());
  }

  void judge() {
    Map<String, String> groups = new HashMap<>();
    for (NamedGroup group : configuration.syncGroups()) {
      syncGroup(group, groups);
    }
    Set<String> trackGroups =
        configuration.trackGroups().stream().map(NamedGroup::name).collect(Collectors.toSet());
    for (NamedGroup group : configuration.trackGroups()) {
      group.members().forEach(each -> isMember(each, "track_group " + group.name()));
    }
    for (Address address : configuration.staticAddresses()) {
      address.trackGroup().ifPresent(each -> trackGroup(each, trackGroups));
    }
    for (List<IpRouteLine> lines :
        List.of(configuration.staticRoutes(), configuration.staticRules())) {
      lines.forEach(line -> line.trackGroup().ifPresent(each -> trackGroup(each, trackGroups)));
    }
  }

  private void trackGroup(Placed<String> name, Set<String> known) {
    if (!known.contains(name.value())) {
      findings.error(name.at(), "track_group", "there is no track_group \"" + name.value() + "\"");
    }
  }

  private void syncGroup(NamedGroup group, Map<String, String> groups) {
    String key = "vrrp_sync_group " + group.name();
    int members = 0;
    for (Placed<String> member : group.members()) {
      String other = groups.putIfAbsent(member.value(), group.name());
      if (other != null) {
        findings.error(
            member.at(),
            key,
            "\"" + member.value() + "\" belongs to \"" + other + "\" already; it can be in one");
      } else if (isMember(member, key)) {
        members++;
      }
    }
    if (members < 2) {
      findings.error(
          group.at(),
          key,
          "has " + (members == 0 ? "no" : "only one") + " instance to keep in step");
    }
  }

  private boolean isMember(Placed<String> member, String key) {
    boolean isThere = instances.contains(member.value());
    if (!isThere) {
      findings.error(
          member.at(),
          key,
          "there is no vrrp_instance \""
              + member.value()
              + "\""
              + Spelling.nearest(member.value(), instances)
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(""));
    }
    return isThere;
  }
}
