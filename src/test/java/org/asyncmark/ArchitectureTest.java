package org.asyncmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the packages to what each of them may import. */
@Tag("any-jdk")
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.asyncmark");

  @Test
  void theLoopImportsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("org.asyncmark.loop..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.asyncmark.loop..", "java..", "org.jspecify..")
        .check(CODE);
  }

  @Test
  void theLoopUsesNoPoolAndNoCompletableFuture() {
    noClasses()
        .that()
        .resideInAPackage("org.asyncmark.loop..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.concurrent\\.(CompletableFuture|ForkJoinPool|Executors|ThreadPoolExecutor)")
        .check(CODE);
  }

  @Test
  void analysisImportsNothingOfOursAndTouchesNoFile() {
    noClasses()
        .that()
        .resideInAPackage("org.asyncmark.analyse..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others("analyse"))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.time..")
        .check(CODE);
  }

  @Test
  void theReportImportsOnlyAnalysisAndModels() {
    only("report", "analyse", "model", "text");
  }

  @Test
  void measuringImportsOnlyAnalysis() {
    only("measure", "analyse");
  }

  @Test
  void textImportsNothingOfOurs() {
    only("text");
  }

  @Test
  void modelsImportNothingOfOurs() {
    only("model");
  }

  @Test
  void theBackendImportsNothingOfOurs() {
    only("backend");
  }

  @Test
  void primitivesForFuturesImportNothingOfOurs() {
    only("future");
  }

  @Test
  void leavesImportWhatTheyAreMadeOf() {
    only("leaf", "backend", "loop", "measure", "model");
  }

  @Test
  void patternsImportModelsLeavesTheLoopAndTheMeter() {
    only("pattern", "analyse", "backend", "future", "leaf", "loop", "measure", "model");
  }

  @Test
  void benchmarksOfPrimitivesImportWhatTheyMeasure() {
    only("bench", "backend", "future", "loop", "measure", "model");
  }

  @Test
  void jdksImportNothingOfOurs() {
    only("jdk");
  }

  @Test
  void plansImportWhatTheyAreMadeOf() {
    only("plan", "analyse", "jdk", "measure", "model", "pattern");
  }

  @Test
  void storesImportThePlanAndWhatIsKept() {
    only("store", "analyse", "jdk", "measure", "plan", "text");
  }

  @Test
  void theDoctorImportsWhatItLooksAt() {
    only("doctor", "jdk", "measure", "model");
  }

  @Test
  void runsImportWhatTheyStartAndWhatTheyKeep() {
    only("run", "analyse", "backend", "jdk", "measure", "model", "pattern", "plan", "store");
  }

  @Test
  void claimsImportWhatTheyReckonAndTell() {
    only("claim", "analyse", "measure", "model", "plan", "report", "run", "store", "text");
  }

  @Test
  void aLibraryIsImportedByItsMechanismOnly() {
    onlyBy("HikariLender", "com.zaxxer..");
    onlyBy("Resilience4jRetry|Resilience4jBreaker", "io.github.resilience4j..");
    onlyBy("Bucket4jTokens", "io.github.bucket4j..");
  }

  private static void onlyBy(String mechanisms, String library) {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.(" + mechanisms + ")(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CODE);
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching("org.asyncmark.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void theHttpClientOfTheJdkIsOneMechanism() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.asyncmark\\.leaf\\.JdkHttpLeaf(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CODE);
  }

  @Test
  void nothingImportsTheCommandLineButMain() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.asyncmark.cli..", "org.asyncmark")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.asyncmark.cli..")
        .check(CODE);
  }

  private static void only(String inside, String... allowed) {
    String[] both = new String[allowed.length + 1];
    System.arraycopy(allowed, 0, both, 1, allowed.length);
    both[0] = inside;
    noClasses()
        .that()
        .resideInAPackage("org.asyncmark." + inside + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others(both))
        .check(CODE);
  }

  private static String[] others(String... allowed) {
    return java.util.stream.Stream.of(
            "analyse", "backend", "bench", "claim", "cli", "doctor", "future", "jdk", "leaf",
            "loop", "measure", "model", "pattern", "plan", "profile", "report", "run", "store",
            "text")
        .filter(name -> !java.util.List.of(allowed).contains(name))
        .map(name -> "org.asyncmark." + name + "..")
        .toArray(String[]::new);
  }

  @Test
  void theLoopKnowsNothingOfTcp() {
    independent("loop", "loop.net");
  }

  @Test
  void profilesKnowNothingOfFlameGraphsAndEvidence() {
    independent("profile", "profile.flame", "profile.evidence");
    independent("profile.flame", "profile.evidence");
    independent("profile.evidence", "profile.flame");
  }

  @Test
  void judgingKnowsNothingOfHowItIsShown() {
    independent("analyse", "report", "report.figure");
  }

  @Test
  void profilesImportWhatTheySampleAndWhatTheyExplain() {
    only("profile", "analyse", "jdk", "measure", "model", "pattern", "plan", "run", "text");
  }

  /** Holds one package, without those below it, to know nothing of others. */
  private static void independent(String inside, String... others) {
    noClasses()
        .that()
        .resideInAPackage("org.asyncmark." + inside)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            java.util.Arrays.stream(others)
                .map(name -> "org.asyncmark." + name)
                .toArray(String[]::new))
        .check(CODE);
  }
}
