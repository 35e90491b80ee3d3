package org.jvrrpd.core.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * The virtual routers of one interface. Each has its VRID to itself within its address family: the
 * same number over IPv4 and over IPv6 is two virtual routers (RFC 9568 section 1.7). Looking one up
 * allocates nothing. Not thread-safe.
 *
 * @param <R> what stands for a virtual router
 */
public final class RouterTable<R> {
  private static final int VRIDS = 256;

  private final List<@Nullable R> slots = new ArrayList<@Nullable R>(2 * VRIDS);

  /** A table without routers. */
  public RouterTable() {
    for (int i = 0; i < 2 * VRIDS; i++) {
      slots.add(null);
    }
  }

  /**
   * Takes a router in.
   *
   * @param vrid 1 to 255
   * @throws IllegalArgumentException if the VRID is out of range or taken
   */
  public void put(AddressFamily family, int vrid, R router) {
    if (vrid < 1 || vrid >= VRIDS) {
      throw new IllegalArgumentException(vrid + " is not a VRID (1 to 255)");
    }
    if (slots.get(slot(family, vrid)) != null) {
      throw new IllegalArgumentException("VRID " + vrid + " is taken");
    }
    slots.set(slot(family, vrid), router);
  }

  /** Lets a router go; nothing happens where there is none. */
  public void remove(AddressFamily family, int vrid) {
    slots.set(slot(family, vrid), null);
  }

  /**
   * The router with this VRID; null if there is none.
   *
   * @param vrid as it was received, 0 to 255
   */
  public @Nullable R get(AddressFamily family, int vrid) {
    return slots.get(slot(family, vrid));
  }

  /** The VRIDs that are taken in a family, in ascending order. */
  public Set<Integer> vrids(AddressFamily family) {
    Set<Integer> taken = new TreeSet<>();
    for (int vrid = 1; vrid < VRIDS; vrid++) {
      if (get(family, vrid) != null) {
        taken.add(vrid);
      }
    }
    return taken;
  }

  /** A copy of all routers: IPv4 before IPv6, by VRID. */
  public List<R> routers() {
    List<R> routers = new ArrayList<>();
    for (R router : slots) {
      if (router != null) {
        routers.add(router);
      }
    }
    return routers;
  }

  /** Whether there is no router. */
  public boolean isEmpty() {
    return slots.stream().allMatch(Objects::isNull);
  }

  private static int slot(AddressFamily family, int vrid) {
    return switch (family) {
      case IPV4 -> vrid;
      case IPV6 -> VRIDS + vrid;
    };
  }
}
