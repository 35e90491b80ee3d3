package org.jvrrpd.daemon.kernel;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The links and addresses as far as the monitor has heard of them. It tells the listener of each
 * difference, once. Confined to one thread.
 *
 * <p>A snapshot is read on another thread while notifications go on. What a notification spoke of
 * since {@link #beginComparison} is newer than the snapshot, or will be put right by a notification
 * that is still to come; so the snapshot decides about everything else only.
 */
final class KernelView {
  private final Map<Integer, Link> links = new TreeMap<>();
  private final Map<Integer, Map<InterfaceAddress.Key, InterfaceAddress>> addresses =
      new TreeMap<>();

  /** Made when it is asked for after a change: thousands may ask for theirs at each. */
  private @Nullable Map<String, Link> byName;

  private NetlinkMonitor.@Nullable Listener listener;

  private boolean comparing;
  private final Set<Integer> touchedLinks = new HashSet<>();
  private final Set<InterfaceAddress.Key> touchedAddresses = new HashSet<>();

  /** Reports differences from now on; until then there is nobody to report to. */
  void reportTo(NetlinkMonitor.Listener listener) {
    this.listener = listener;
  }

  Collection<Link> links() {
    return List.copyOf(links.values());
  }

  Optional<Link> link(String name) {
    Map<String, Link> named = byName;
    if (named == null) {
      named = new HashMap<>();
      for (Link link : links.values()) {
        named.putIfAbsent(link.name(), link);
      }
      byName = named;
    }
    return Optional.ofNullable(named.get(name));
  }

  List<InterfaceAddress> addresses(int linkIndex) {
    return List.copyOf(addresses.getOrDefault(linkIndex, Map.of()).values());
  }

  private Map<InterfaceAddress.Key, InterfaceAddress> on(int linkIndex) {
    return addresses.computeIfAbsent(linkIndex, _ -> new LinkedHashMap<>());
  }

  /** Takes in one notification; one that is malformed or of another kind changes nothing. */
  void take(NetlinkMessage message) {
    switch (message.type()) {
      case Rtnetlink.RTM_NEWLINK -> Link.decode(message.payload()).ifPresent(this::linkSeen);
      case Rtnetlink.RTM_DELLINK ->
          Link.decode(message.payload()).ifPresent(link -> linkGone(link.index()));
      case Rtnetlink.RTM_NEWADDR ->
          InterfaceAddress.decode(message.payload()).ifPresent(this::addressSeen);
      case Rtnetlink.RTM_DELADDR ->
          InterfaceAddress.decode(message.payload())
              .ifPresent(address -> addressGone(address.key()));
      default -> {}
    }
  }

  /** From now on remembers what notifications speak of, for the next {@link #compareWith}. */
  void beginComparison() {
    touchedLinks.clear();
    touchedAddresses.clear();
    comparing = true;
  }

  /** Takes over what the snapshot knows better, and reports each difference. */
  void compareWith(KernelSnapshot snapshot) {
    comparing = false;
    Map<Integer, Link> currentLinks = new TreeMap<>();
    snapshot.links().forEach(link -> currentLinks.put(link.index(), link));
    Map<InterfaceAddress.Key, InterfaceAddress> current = new LinkedHashMap<>();
    snapshot.addresses().forEach(address -> current.put(address.key(), address));

    currentLinks.keySet().removeAll(touchedLinks);
    current.keySet().removeAll(touchedAddresses);
    currentLinks.values().forEach(this::linkSeen);
    for (InterfaceAddress.Key key : known()) {
      if (!current.containsKey(key) && !touchedAddresses.contains(key)) {
        addressGone(key);
      }
    }
    current.values().forEach(this::addressSeen);
    for (Integer index : List.copyOf(links.keySet())) {
      if (!currentLinks.containsKey(index) && !touchedLinks.contains(index)) {
        linkGone(index);
      }
    }
    touchedLinks.clear();
    touchedAddresses.clear();
  }

  private List<InterfaceAddress.Key> known() {
    return addresses.values().stream().flatMap(each -> each.keySet().stream()).toList();
  }

  private void linkSeen(Link link) {
    if (comparing) {
      touchedLinks.add(link.index());
    }
    boolean changed = !link.equals(links.put(link.index(), link));
    byName = null;
    if (changed && listener != null) {
      listener.linkChanged(link);
    }
  }

  private void linkGone(int index) {
    if (comparing) {
      touchedLinks.add(index);
    }
    // The kernel reports the addresses first; after lost messages they would stay for ever.
    for (InterfaceAddress address : addresses(index)) {
      addressGone(address.key());
    }
    addresses.remove(index);
    Link link = links.remove(index);
    byName = null;
    if (link != null && listener != null) {
      listener.linkRemoved(link);
    }
  }

  private void addressSeen(InterfaceAddress address) {
    if (comparing) {
      touchedAddresses.add(address.key());
    }
    InterfaceAddress before = on(address.linkIndex()).put(address.key(), address);
    boolean changed = before == null || !before.equalsButForLifetime(address);
    if (changed && listener != null) {
      listener.addressAdded(address);
    }
  }

  private void addressGone(InterfaceAddress.Key key) {
    if (comparing) {
      touchedAddresses.add(key);
    }
    InterfaceAddress address = on(key.linkIndex()).remove(key);
    if (address != null && listener != null) {
      listener.addressRemoved(address);
    }
  }
}
