package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.VirtualAddress;

/**
 * Who is at work: the instances, the segments on which they live, and whose a virtual address is.
 * Each is found without looking at all of them, of which there may be thousands. Event loop only.
 */
final class Roster {
  private final Map<Instance, Entry> entries = new LinkedHashMap<>();
  private final Map<Attachment, Segment> segments = new LinkedHashMap<>();
  private final Map<Segment, Integer> residents = new HashMap<>();
  private final Map<IpAddress, List<Instance>> owners = new HashMap<>();

  /** As an instance was when it was entered. */
  private record Entry(Segment segment, List<IpAddress> addresses) {}

  /** Enters an instance, or takes notice of its new settings. */
  void put(Instance instance, Segment segment) {
    List<IpAddress> addresses =
        instance.settings().addresses().stream().map(VirtualAddress::address).distinct().toList();
    Entry before = entries.put(instance, new Entry(segment, addresses));
    if (before != null) {
      strike(instance, before);
    }
    residents.merge(segment, 1, Integer::sum);
    segments.put(instance.settings().attachment(), segment);
    addresses.forEach(each -> owners.computeIfAbsent(each, _ -> new ArrayList<>(1)).add(instance));
  }

  /** Lets an instance go, and its segment with the last one on it. */
  void remove(Instance instance) {
    Entry entry = entries.remove(instance);
    if (entry != null) {
      strike(instance, entry);
      if (!residents.containsKey(entry.segment())) {
        segments.values().remove(entry.segment());
      }
    }
  }

  private void strike(Instance instance, Entry entry) {
    residents.computeIfPresent(entry.segment(), (_, count) -> count == 1 ? null : count - 1);
    for (IpAddress each : entry.addresses()) {
      owners.computeIfPresent(
          each,
          (_, left) -> {
            left.remove(instance);
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** All instances, in the order in which they came. */
  Collection<Instance> instances() {
    return Collections.unmodifiableCollection(entries.keySet());
  }

  /** How many addresses of a family are leases when all instances are MASTER. */
  long leasesOf(AddressFamily family) {
    return entries.entrySet().stream()
        .filter(each -> each.getKey().settings().router().leased())
        .flatMap(each -> each.getValue().addresses().stream())
        .filter(each -> each.family() == family)
        .count();
  }

  /** The MASTER with the shortest interval, whom a late wake-up endangers first. */
  Optional<Instance> briskestMaster() {
    return entries.keySet().stream()
        .filter(Instance::isMaster)
        .min(Comparator.comparingLong(each -> each.settings().router().intervalNanos()));
  }

  /** Each segment once. */
  Collection<Segment> segments() {
    return Collections.unmodifiableCollection(segments.values());
  }

  /** Where an instance lives; null if it is not here. */
  @Nullable Segment segment(Instance instance) {
    Entry entry = entries.get(instance);
    return entry == null ? null : entry.segment();
  }

  /** Where an instance that is attached so belongs; null if there is no such segment yet. */
  @Nullable Segment segment(Attachment attachment) {
    return segments.get(attachment);
  }

  /** A copy of whose virtual address this is; usually one, or none. */
  List<Instance> owners(IpAddress address) {
    return List.copyOf(owners.getOrDefault(address, List.of()));
  }

  /** Whether an address is a virtual one of any instance of this node. */
  boolean isVirtual(IpAddress address) {
    return owners.containsKey(address);
  }
}
