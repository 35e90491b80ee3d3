package org.jvrrpd.conformance.interop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Chooses cells so that every pair of values that occurs in any of them occurs in a chosen one.
 * What a cell is made of: who stands opposite jvrrpd, which part jvrrpd plays, what is spoken, at
 * which interval, and what happens. All pairs of a master and a backup with every event would be 38
 * cells, since the others are never tried with each other.
 */
final class Pairwise {
  /** A greedy choice depends on the order among equals; of so many orders the best one counts. */
  private static final int ORDERS = 50;

  private Pairwise() {}

  /** The choice for {@code bin/verify}: the same in every run, in the order of {@code cells}. */
  static List<Cell> choose(List<Cell> cells) {
    Map<Cell, Set<Pair>> pairs = new LinkedHashMap<>();
    cells.forEach(cell -> pairs.put(cell, pairsOf(cell)));
    List<Cell> best = cells;
    for (int seed = 0; seed < ORDERS; seed++) {
      List<Cell> chosen = greedily(shuffled(cells, seed), pairs);
      if (chosen.size() < best.size()) {
        best = chosen;
      }
    }
    return best.stream().sorted(Comparator.comparingInt(cells::indexOf)).toList();
  }

  /** Takes what adds most pairs, and the shorter interval among equals. */
  private static List<Cell> greedily(List<Cell> cells, Map<Cell, Set<Pair>> pairs) {
    Set<Pair> missing = new HashSet<>();
    pairs.values().forEach(missing::addAll);
    List<Cell> chosen = new ArrayList<>();
    while (!missing.isEmpty()) {
      Cell best = cells.getFirst();
      long most = 0;
      for (Cell cell : cells) {
        long adds = pairs.getOrDefault(cell, Set.of()).stream().filter(missing::contains).count();
        boolean shorter = cell.intervalCentis() < best.intervalCentis();
        if (adds > most || (adds == most && shorter)) {
          best = cell;
          most = adds;
        }
      }
      chosen.add(best);
      missing.removeAll(pairs.getOrDefault(best, Set.of()));
    }
    return chosen;
  }

  private static List<Cell> shuffled(List<Cell> cells, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Cell> left = new ArrayList<>(cells);
    List<Cell> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      mixed.add(left.remove(random.nextInt(left.size())));
    }
    return mixed;
  }

  /** Two values of different parts of a cell. */
  record Pair(String one, String other) {}

  static Set<Pair> pairsOf(Collection<Cell> cells) {
    Set<Pair> pairs = new HashSet<>();
    cells.forEach(cell -> pairs.addAll(pairsOf(cell)));
    return pairs;
  }

  /** Where jvrrpd plays both parts, each of them has been tried. */
  static Set<Pair> pairsOf(Cell cell) {
    Set<Pair> pairs = new HashSet<>();
    if (cell.master() == Implementation.JVRRPD) {
      addPairs(pairs, cell, cell.backup(), "master");
    }
    if (cell.backup() == Implementation.JVRRPD) {
      addPairs(pairs, cell, cell.master(), "backup");
    }
    return pairs;
  }

  private static void addPairs(Set<Pair> pairs, Cell cell, Implementation opposite, String part) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("opposite", opposite.toString());
    values.put("part", part);
    values.put("speech", cell.speech().toString());
    values.put("interval", Integer.toString(cell.intervalCentis()));
    values.put("event", cell.event().toString());
    List<String> named = values.entrySet().stream().map(Object::toString).toList();
    for (int i = 0; i < named.size(); i++) {
      for (int j = i + 1; j < named.size(); j++) {
        pairs.add(new Pair(named.get(i), named.get(j)));
      }
    }
  }
}
