package org.jvrrpd.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, as far as the protocol is concerned. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jvrrpd.core");

  /** The simulation prints what it found; everything before it only computes. */
  private static final DescribedPredicate<JavaClass> PROTOCOL =
      resideInAPackage("org.jvrrpd.core..")
          .and(not(resideInAPackage("org.jvrrpd.core.simulation..")))
          .as("classes of the protocol");

  @Test
  void theCoreNeedsNothingButTheJavaBaseModule() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            inJavaBase().or(resideInAnyPackage("org.jvrrpd.core..", "org.jspecify.annotations..")))
        .because("the same code runs in the daemon, in the simulation and in benchmarks")
        .check(CORE);
  }

  @Test
  void theProtocolDoesNoInputAndNoOutput() {
    noClasses()
        .that(PROTOCOL)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.net..", "java.nio.channels..", "java.nio.file..")
                .and(not(belongToAnyOf(InetAddress.class, UnknownHostException.class)))
                .or(belongToAnyOf(Process.class, ProcessBuilder.class, Runtime.class)))
        .because("what the protocol wants done it returns as effects")
        .check(CORE);
  }

  @Test
  void theProtocolHasNoThreads() {
    noClasses()
        .that(PROTOCOL)
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.util.concurrent..")
                .or(belongToAnyOf(Thread.class, ThreadLocal.class))
                .or(type(java.util.Timer.class)))
        .because("one thread, or one simulation, owns a virtual router")
        .check(CORE);
  }

  @Test
  void timeIsAnArgumentEverywhereInTheCore() {
    noClasses()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat(type(Clock.class))
        .because("a run with the same seed must be the same run")
        .check(CORE);
  }

  @Test
  void eachPackageKnowsOnlyThoseBeforeIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.jvrrpd.core..")
        .layer("packet")
        .definedBy("org.jvrrpd.core.packet..")
        .layer("election")
        .definedBy("org.jvrrpd.core.election..")
        .optionalLayer("tracking")
        .definedBy("org.jvrrpd.core.tracking..")
        .layer("timing")
        .definedBy("org.jvrrpd.core.timing..")
        .layer("router")
        .definedBy("org.jvrrpd.core.router..")
        .optionalLayer("simulation")
        .definedBy("org.jvrrpd.core.simulation..")
        .whereLayer("election")
        .mayOnlyBeAccessedByLayers("router", "simulation")
        .whereLayer("tracking")
        .mayOnlyBeAccessedByLayers("router", "simulation")
        .whereLayer("timing")
        .mayOnlyBeAccessedByLayers("router", "simulation")
        .whereLayer("router")
        .mayOnlyBeAccessedByLayers("simulation")
        .whereLayer("simulation")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(CORE);
  }

  @Test
  void noPackagesOfTheCoreDependOnEachOtherInACircle() {
    slices().matching("org.jvrrpd.core.(*)..").should().beFreeOfCycles().check(CORE);
  }

  private static DescribedPredicate<JavaClass> inJavaBase() {
    Set<String> packages = Object.class.getModule().getPackages();
    return describe(
        "are in the module java.base",
        it ->
            it.getBaseComponentType().isPrimitive()
                || packages.contains(it.getBaseComponentType().getPackageName()));
  }
}
