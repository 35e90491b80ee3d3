package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Is the Java daemon as good as the C one? The daemons take turns (A B A B), so that both meet the
 * same disturbances of the machine. Nothing is asserted: a busy machine is no fault of a daemon.
 * {@code bin/compare} runs it, inside namespaces of its own.
 */
public final class Compare {
  private static final List<Contender> BOTH = List.of(Contender.JVRRPD, Contender.KEEPALIVED);
  private static final List<Contender> BOTH_AND_WITHOUT_LEASES =
      List.of(Contender.JVRRPD, Contender.KEEPALIVED, Contender.JVRRPD_WITHOUT_LEASES);

  private final Options options;
  private final PrintStream progress;
  private final Findings findings;

  private Compare(Options options, PrintStream progress, Findings findings) {
    this.options = options;
    this.progress = progress;
    this.findings = findings;
  }

  /** Measures and writes. Exit status 0; 1 if a turn did not come to its end; 2 for wrong usage. */
  public static void main(String[] words) throws IOException {
    if (List.of(words).contains("--help")) {
      System.out.println(Options.USAGE);
      System.exit(0);
    }
    Options options;
    try {
      options = Options.parse(words);
      requireKnown(options);
    } catch (IllegalArgumentException e) {
      System.err.println("bin/compare: " + e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
      return;
    }
    Path beside = beside(options.page());
    Files.createDirectories(beside);
    Path raw = beside.resolve("compare.json");
    Compare compare = new Compare(options, System.err, Findings.read(raw));
    boolean whole = compare.measureAll(raw);
    Page.write(options.page(), String.valueOf(beside.getFileName()), compare.findings);
    Plots.write(beside, compare.findings);
    System.out.println(Page.text(compare.findings));
    System.exit(whole ? 0 : 1);
  }

  /**
   * The folder of a page's plots and raw numbers: {@code performance/} of {@code performance.md}.
   */
  private static Path beside(Path page) {
    String name = String.valueOf(page.getFileName());
    int dot = name.lastIndexOf('.');
    return page.resolveSibling(dot < 0 ? name + "-figures" : name.substring(0, dot));
  }

  /**
   * Refuses sections that do not exist.
   *
   * @throws IllegalArgumentException in words
   */
  static void requireKnown(Options options) {
    List<String> known = sections(options).stream().map(Section::name).toList();
    for (String each : options.sections()) {
      if (!known.contains(each)) {
        throw new IllegalArgumentException(
            "there is no section " + each + ", but " + String.join(", ", known));
      }
    }
  }

  /** All sections, in the order in which they are measured. */
  static List<Section> sections(Options options) {
    boolean quick = options.quick();
    int few = quick ? 1 : 2;
    Duration watch = Duration.ofSeconds(quick ? 5 : 20);
    List<Section> all = new ArrayList<>();
    all.add(new IntervalSection(few, Duration.ofSeconds(quick ? 5 : 30)));
    all.add(new TakeOverSection(quick ? 1 : options.runs()));
    all.add(new ColdSection(quick ? 1 : 5));
    all.add(new ScaleSection(1, few, BOTH, Duration.ZERO));
    all.add(new ScaleSection(10, few, BOTH, Duration.ZERO));
    all.add(new ScaleSection(250, few, BOTH_AND_WITHOUT_LEASES, watch));
    all.add(new ScaleSection(1_000, few, BOTH_AND_WITHOUT_LEASES, watch));
    all.add(new ScaleSection(4_000, 1, BOTH_AND_WITHOUT_LEASES, watch));
    return all;
  }

  private boolean measureAll(Path raw) throws IOException {
    findings.describe("cores", Runtime.getRuntime().availableProcessors());
    findings.describe("kernel", System.getProperty("os.version"));
    findings.describe("keepalived", version("keepalived", "--version"));
    findings.describe("jvrrpd", version(options.launcher().toString(), "--version"));
    boolean whole = true;
    for (Section section : sections(options)) {
      if (options.sections().isEmpty() || options.sections().contains(section.name())) {
        findings.begin(section.name(), new Circumstances(now(), Load.average(), options.command()));
        whole &= measure(section);
        findings.write(raw);
      }
    }
    return whole;
  }

  private boolean measure(Section section) throws IOException {
    boolean whole = true;
    for (int turn = 1; turn <= section.turns(); turn++) {
      for (Contender contender : section.contenders()) {
        String label =
            "%s %d/%d %s".formatted(section.name(), turn, section.turns(), contender.label());
        Path directory =
            options.output().resolve("%s-%d-%s".formatted(section.name(), turn, contender.name()));
        Workplace.remove(directory);
        Files.createDirectories(directory);
        long started = System.nanoTime();
        try {
          section.measure(contender, turn, new Workplace(options.launcher(), directory, findings));
          progress.printf("%s: %.0f s%n", label, (System.nanoTime() - started) / 1e9);
        } catch (IOException | RuntimeException e) { // one turn is no reason to lose the others
          whole = false;
          findings.fail(label + ": " + e.getMessage());
          progress.println(label + ": " + e.getMessage() + "; see " + directory);
        }
      }
    }
    return whole;
  }

  private static String version(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = process.inputReader()) {
      String first = lines.readLine();
      return first == null ? "unknown" : first;
    }
  }

  private static String now() {
    return LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"))
        + " UTC";
  }
}
