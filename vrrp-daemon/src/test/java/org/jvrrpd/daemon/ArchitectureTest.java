package org.jvrrpd.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** The arrows of docs/architecture.md, as far as the daemon is concerned. */
class ArchitectureTest {
  private static final JavaClasses DAEMON =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jvrrpd.daemon");

  private static final String[] TRADES = {
    "config", "control", "health", "kernel", "notify", "transport"
  };

  @Test
  void arrowsPointFromTheCommandsToTheWorkAndNeverBack() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.jvrrpd.daemon..")
        .layer("cli")
        .definedBy(daemon("cli"))
        .optionalLayer("demo")
        .definedBy(daemon("demo"))
        .layer("setup")
        .definedBy(daemon("setup"))
        .layer("replay")
        .definedBy(daemon("replay"))
        .layer("shadow")
        .definedBy(daemon("shadow"))
        .layer("runtime")
        .definedBy(daemon("runtime"))
        .layer("trades")
        .definedBy(daemon(TRADES))
        .layer("log")
        .definedBy(daemon("log"))
        .layer("process")
        .definedBy(daemon("process"))
        .layer("jna")
        .definedBy(daemon("jna"))
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("setup")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("replay")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("shadow")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("runtime")
        .mayOnlyBeAccessedByLayers("cli", "demo", "setup", "shadow")
        .whereLayer("trades")
        .mayOnlyBeAccessedByLayers("cli", "demo", "setup", "shadow", "runtime")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("cli", "setup", "shadow", "runtime", "trades")
        .ensureAllClassesAreContainedInArchitecture()
        .check(DAEMON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "control", "health", "kernel", "notify", "transport"})
  void eachTradeIsIndependentOfTheOthers(String trade) {
    String[] others =
        Arrays.stream(TRADES).filter(other -> !other.equals(trade)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(daemon(trade)[0])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(daemon(others))
        .because("what two of them have in common passes through the event loop in runtime")
        // A package of the design that has no classes yet obeys as well.
        .allowEmptyShould(true)
        .check(DAEMON);
  }

  @Test
  void noPackagesOfTheDaemonDependOnEachOtherInACircle() {
    slices().matching("org.jvrrpd.daemon.(*)..").should().beFreeOfCycles().check(DAEMON);
  }

  @Test
  void netlinkKnowsNothingOfTheSystemsPrograms() {
    noClasses()
        .that()
        .resideInAPackage("org.jvrrpd.daemon.kernel")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jvrrpd.daemon.kernel.command", "org.jvrrpd.daemon.process..")
        .because("kernel.command stands beside it, and a take-over waits for no program")
        .check(DAEMON);
  }

  @Test
  void onlyTransportKernelProcessAndNotifyMakeSystemCalls() {
    noClasses()
        .that()
        .resideOutsideOfPackages(daemon("jna", "transport", "kernel", "process", "notify"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(daemon("jna"))
                .and(not(belongToAnyOf(SystemCallException.class, Errno.class))))
        .because("the failures of system calls are vocabulary, the calls are not")
        .check(DAEMON);
  }

  @Test
  void aRunningElectionIsReachedThroughRuntimeOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(daemon("runtime", "demo", "replay", "shadow"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jvrrpd.core.election..", "org.jvrrpd.core.router..")
        .because(
            "the event loop owns all protocol state; a demonstration computes bounds, and a replay"
                + " has routers of its own")
        .check(DAEMON);
  }

  @Test
  void onlyJnaTouchesTheJnaLibrary() {
    library("com.sun.jna..", "jna").check(DAEMON);
  }

  @Test
  void onlyRuntimeTransportAndKernelTouchNetty() {
    library("io.netty..", "runtime", "transport", "kernel").check(DAEMON);
  }

  @Test
  void onlyCommandsTouchPicocli() {
    library("picocli..", "cli").check(DAEMON);
  }

  @Test
  void onlyConfigurationTouchesSnakeYaml() {
    library("org.yaml..", "config").check(DAEMON);
  }

  @Test
  void onlyWhatWritesJsonTouchesJackson() {
    library("com.fasterxml.jackson..", "cli", "control", "notify", "replay", "setup").check(DAEMON);
  }

  @Test
  void onlyHealthTouchesTheSystemBus() {
    library("org.freedesktop..", "health").check(DAEMON);
  }

  @Test
  void onlyNotifyTouchesTheMailLibrary() {
    library("jakarta..", "notify").check(DAEMON);
    library("org.eclipse.angus..", "notify").check(DAEMON);
  }

  @Test
  void onlyTheDemonstrationTouchesTheLab() {
    noClasses()
        .that()
        .resideOutsideOfPackages(daemon("cli", "demo"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.jvrrpd.lab..")
                .and(not(resideInAPackage("org.jvrrpd.lab.capture.."))))
        .because("a running daemon makes no namespaces")
        .check(DAEMON);
  }

  @Test
  void aReplayNeedsTheProtocolAndCaptureFilesAndNothingOfTheDaemon() {
    noClasses()
        .that()
        .resideInAnyPackage(daemon("replay"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.jvrrpd.daemon..").and(not(resideInAnyPackage(daemon("replay")))))
        .because("it looks at a file, beside a daemon that may be running")
        .check(DAEMON);
    noClasses()
        .that()
        .resideOutsideOfPackages(daemon("replay"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jvrrpd.lab.capture..")
        .because("nothing else reads captures")
        .check(DAEMON);
  }

  @Test
  void onlyRuntimeTouchesTheJdksSignals() {
    noClasses()
        .that()
        .resideOutsideOfPackages(daemon("runtime"))
        .should()
        .dependOnClassesThat(resideInAPackage("sun..").or(resideInAPackage("jdk.internal..")))
        .because("they are no part of Java SE")
        .check(DAEMON);
  }

  @Test
  void theReadersOfAConfigurationAreAChain() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.jvrrpd.daemon.config..")
        .layer("running")
        .definedBy(daemon("config.running"))
        .layer("judgement")
        .definedBy(daemon("config.judgement"))
        .layer("rendering")
        .definedBy(daemon("config.rendering"))
        .layer("reading")
        .definedBy(daemon("config.reading"))
        .layer("vrrp")
        .definedBy(daemon("config.vrrp"))
        .layer("vocabulary")
        .definedBy(daemon("config.vocabulary"))
        .layer("keepalived")
        .definedBy(daemon("config.keepalived"))
        .layer("yaml")
        .definedBy(daemon("config.yaml"))
        .layer("statement")
        .definedBy(daemon("config.statement"))
        .whereLayer("running")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("judgement")
        .mayOnlyBeAccessedByLayers("running")
        .whereLayer("rendering")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("reading")
        .mayOnlyBeAccessedByLayers("judgement")
        .whereLayer("vrrp")
        .mayOnlyBeAccessedByLayers("reading", "judgement", "running")
        .whereLayer("vocabulary")
        .mayOnlyBeAccessedByLayers("yaml", "reading", "rendering", "judgement")
        .whereLayer("keepalived")
        .mayOnlyBeAccessedByLayers("judgement", "running")
        .whereLayer("yaml")
        .mayOnlyBeAccessedByLayers("judgement")
        .check(DAEMON);
  }

  /** Only {@code packages} may depend on what lies in {@code libraryPackage}. */
  private static ArchRule library(String libraryPackage, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(daemon(packages))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(libraryPackage)
        .because("a library that one package knows can be replaced");
  }

  private static String[] daemon(String... names) {
    return Arrays.stream(names)
        .map(name -> "org.jvrrpd.daemon." + name + "..")
        .toArray(String[]::new);
  }
}
