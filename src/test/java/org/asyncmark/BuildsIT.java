package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds of a user's library in one run: {@code org.example.tariff} of the tests, which the pattern
 * {@code org.example.pricing} calls. Each build counts how much work it does.
 */
@Tag("any-jdk")
@Timeout(300)
class BuildsIT {
  private static final Path JAR = Path.of("target", "asyncmark.jar").toAbsolutePath();
  private static final Path EXAMPLES = Path.of("src/test/java/org/example");
  private static final String HOME = "here=" + System.getProperty("java.home");

  @TempDir static Path folder;

  @BeforeAll
  static void build() throws IOException {
    library("base.jar", 100);
    library("candidate.jar", 200);
    Path services = Files.createDirectories(folder.resolve("pattern/META-INF/services"));
    Files.writeString(
        services.resolve("org.asyncmark.pattern.PatternBenchmark"),
        "org.example.pricing.PricingBenchmark\n");
    List<String> words = new ArrayList<>(List.of("-processor"));
    words.add("org.openjdk.jmh.generators.BenchmarkProcessor");
    words.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.list(EXAMPLES.resolve("pricing"))) {
      sources.map(Path::toString).sorted().forEach(words::add);
    }
    compile("pattern", words);
    jar("a=b/pricing.jar", "pattern");
  }

  private static void library(String name, int percent) throws IOException {
    String source = Files.readString(EXAMPLES.resolve("tariff/Tariff.java"));
    Path changed = Files.createDirectories(folder.resolve("src" + percent)).resolve("Tariff.java");
    String ofBase = "WORK_PERCENT = 100";
    assertThat(source).contains(ofBase);
    Files.writeString(changed, source.replace(ofBase, "WORK_PERCENT = " + percent));
    compile("library" + percent, List.of(changed.toString()));
    jar(name, "library" + percent);
  }

  private static void compile(String into, List<String> sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(into));
    String classPath = JAR + System.getProperty("path.separator") + folder.resolve("library100");
    List<String> words = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
    words.addAll(List.of("-cp", classPath));
    words.addAll(sources);
    run("javac", words);
  }

  private static void jar(String name, String classes) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    run("jar", List.of("-cf", jar.toString(), "-C", folder.resolve(classes).toString(), "."));
  }

  private static void run(String tool, List<String> words) {
    ToolProvider provider = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(provider.run(System.out, System.err, words.toArray(String[]::new))).isZero();
  }

  @Test
  void forksRunTheirOwnBuildAndTheGateSeesTheSlowerOne() throws Exception {
    List<String> words =
        List.of(
            "run",
            "--classpath",
            "a=b/pricing.jar",
            "--classpath",
            "base=base.jar",
            "--classpath",
            "candidate=candidate.jar",
            "--jdk-home",
            HOME,
            "--preset",
            "smoke",
            "--rounds",
            "6",
            "--model",
            "loop",
            "--param",
            "kilotokens=100",
            "--pattern",
            "pricing");
    assertThat(said(0, words)).contains("base → candidate? (run ");
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      run = runs.findFirst().orElseThrow();
    }
    assertThat(work(run, "base")).containsExactly("100.0");
    assertThat(work(run, "candidate")).containsExactly("200.0");
    String manifest = Files.readString(run.resolve("manifest.json"));
    assertThat(manifest)
        .contains("\"base=DIR/base.jar\"", "\"DIR/pricing.jar\"")
        .doesNotContain(folder.toString(), "a=b");
    assertThat(Files.readString(run.resolve("REPORT.md")))
        .contains("| build candidate | ", " with candidate.jar ", "candidate vs base");

    String gate = "slower>20%";
    String where = run.toString();
    assertThat(said(3, List.of("compare", where, "--metric", "p50", "--fail-if", gate)))
        .contains("--fail-if slower>20%: pricing loop, candidate vs base, p50 +");
    said(0, List.of("compare", where, "--metric", "p50", "--fail-if", "faster>20%"));

    List<String> resume = new ArrayList<>(List.of("run", "--resume", where, "--jdk-home", HOME));
    resume.addAll(List.of("--classpath", "a=b/pricing.jar"));
    assertThat(said(4, resume))
        .isEqualTo(
            "wanted the builds of the plan in their order, found none; add --classpath base=JAR"
                + " --classpath candidate=JAR"
                + System.lineSeparator());
    resume.addAll(List.of("--classpath", "base=base.jar", "--classpath", "candidate=base.jar"));
    assertThat(said(4, resume))
        .startsWith("wanted build candidate of candidate.jar ")
        .contains(", as the run began with it, found base.jar ");
    resume.set(resume.size() - 1, "candidate=candidate.jar");
    assertThat(said(0, resume)).contains("forks that are there: 12 of 12");
  }

  @Test
  void forksThatAreProfiledRunTheirOwnBuild() throws Exception {
    List<String> words =
        List.of(
            "profile",
            "--classpath=a=b/pricing.jar",
            "--classpath=base=base.jar",
            "--classpath=candidate=candidate.jar",
            "--jdk-home",
            HOME,
            "--preset",
            "smoke",
            "--model",
            "loop",
            "--cost",
            "none",
            "--results",
            "profiles/results",
            "--pattern",
            "pricing");
    assertThat(said(0, words)).contains("differential flame graphs: 2");
    Map<String, String> work = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("profiles/plots"))) {
      for (Path log : files.filter(each -> each.endsWith("fork.log")).toList()) {
        String build = log.getParent().getFileName().toString().replaceFirst(".*-jdk", "");
        String counted = Files.readString(log).replaceFirst("(?s).*? work: +(\\S+) .*", "$1");
        work.put(build, counted);
      }
    }
    assertThat(work).containsExactly(entry("base", "100.000"), entry("candidate", "200.000"));
  }

  /** Returns what the forks of a build have counted. */
  private static Set<String> work(Path run, String build) throws IOException {
    JsonNode manifest = json(run.resolve("manifest.json"));
    Set<String> folders = new TreeSet<>();
    for (JsonNode planned : manifest.get("arms")) {
      if (planned.get("arm").get("jdk").asText().equals(build)) {
        folders.add(planned.get("folder").asText());
      }
    }
    Set<String> counted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(each -> each.endsWith("counters.json")).toList()) {
        if (folders.contains(file.getParent().getFileName().toString())) {
          counted.add(json(file).get("counts").get("work").get("value").asText());
        }
      }
    }
    return counted;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static String said(int exitCode, List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(StartedJar.SHORT_LIVED, "-Djmh.ignoreLock=true", "-jar", JAR.toString()));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }
}
