package org.jvrrpd.core.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** Who claims to show which clause. */
final class Coverage {
  private static final String COVERS = "# covers ";
  private static final String NOT = "not ";

  private final SortedMap<String, List<String>> positive = new TreeMap<>();
  private final SortedMap<String, List<String>> negative = new TreeMap<>();

  Coverage() {}

  /**
   * What annotated tests and scripts claim.
   *
   * @param testPackage whose classes are looked at, and those below it
   * @param scripts the folder of the election scripts
   */
  static Coverage find(String testPackage, Path scripts) {
    Coverage coverage = new Coverage();
    for (Class<?> type :
        ReflectionSupport.findAllClassesInPackage(testPackage, _ -> true, _ -> true)) {
      for (Method method : type.getDeclaredMethods()) {
        Covers covers = method.getAnnotation(Covers.class);
        if (covers != null) {
          String name = type.getSimpleName() + "." + method.getName();
          List.of(covers.value()).forEach(id -> coverage.positive(id, name));
          List.of(covers.negative()).forEach(id -> coverage.negative(id, name));
        }
      }
    }
    coverage.addScripts(scripts);
    return coverage;
  }

  private void addScripts(Path folder) {
    try (Stream<Path> scripts = Files.list(folder)) {
      for (Path script : scripts.sorted().toList()) {
        String name = String.valueOf(script.getFileName()).replace(".txt", "");
        for (String line : Files.readAllLines(script)) {
          if (line.startsWith(COVERS)) {
            addClaims(line.substring(COVERS.length()), name);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addClaims(String words, String name) {
    if (words.startsWith(NOT)) {
      List.of(words.substring(NOT.length()).split(" ", -1)).forEach(id -> negative(id, name));
    } else {
      List.of(words.split(" ", -1)).forEach(id -> positive(id, name));
    }
  }

  void positive(String id, String test) {
    positive.computeIfAbsent(id, _ -> new ArrayList<>()).add(test);
  }

  void negative(String id, String test) {
    negative.computeIfAbsent(id, _ -> new ArrayList<>()).add(test);
  }

  /** The tests in which the clause is seen to be obeyed, in alphabetical order. */
  List<String> showing(Clause clause) {
    List<String> tests = new ArrayList<>(positive.getOrDefault(clause.id(), List.of()));
    for (Clause.SeenIn seen : clause.seenIn()) {
      String file = seen.file();
      String type = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
      tests.add(type + "." + seen.method());
    }
    return tests.stream().sorted().toList();
  }

  /** The tests in which it does nothing where it must not, in alphabetical order. */
  List<String> excluding(Clause clause) {
    return negative.getOrDefault(clause.id(), List.of()).stream().sorted().toList();
  }

  /** Clauses that are claimed and unknown, or must be shown and are not; in words. */
  List<String> complaints(List<Clause> clauses) {
    List<String> complaints = new ArrayList<>();
    List<String> known = clauses.stream().map(Clause::id).toList();
    for (Map<String, List<String>> claims : List.of(positive, negative)) {
      claims.forEach(
          (id, tests) -> {
            if (!known.contains(id)) {
              complaints.add(tests + " claim a clause that is not in the list: " + id);
            }
          });
    }
    for (Clause clause : clauses) {
      if (known.indexOf(clause.id()) != known.lastIndexOf(clause.id())) {
        complaints.add(clause.id() + " is there twice");
      }
      if (clause.isRequired() && showing(clause).isEmpty()) {
        complaints.add(clause.id() + " has no test: " + clause.text());
      }
    }
    return complaints;
  }
}
