package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts the script in a checkout of nothing but what it looks at, with a java that is a script.
 */
@Tag("any-jdk")
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StartScriptTest {
  private static final String SAYS_VERSION =
      """
      [ -z "$JAVA_TOOL_OPTIONS$_JAVA_OPTIONS$JDK_JAVA_OPTIONS" ] || echo 'Picked up options' >&2
      case "$*" in
        *--add-modules*%2$s*) echo 'Module java.logging not found' >&2; exit 1 ;;
        *-XshowSettings*) echo "    java.home = home of $0" >&2 ;;
        *-version) echo 'openjdk version "%1$s" 2026-01-01' >&2 ;;
        *) for word; do echo "$word"; done; echo "in $PWD"; echo "by $0" ;;
      esac
      """;

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sh",
          "sed",
          "tail",
          "head",
          "tr",
          "find",
          "readlink",
          "dirname",
          "ln",
          "rm",
          "sleep",
          "mkdir",
          "cp");

  @TempDir Path temporary;
  private Path folder;
  private Path checkout;
  private Path elsewhere;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeCheckout() throws IOException {
    folder = Files.createDirectories(temporary.toRealPath().resolve("a [b] * folder"));
    checkout = Files.createDirectories(folder.resolve("check out"));
    elsewhere = Files.createDirectories(folder.resolve("else where"));
    String script = Files.readString(Path.of("run-benchmarks.sh"));
    assertThat(script).contains("/usr/lib/jvm/", "/Library/Java/");
    // what this machine has must not be found
    program(
        checkout.resolve("run-benchmarks.sh"),
        script.replace("/usr/lib/jvm/", "/nowhere/").replace("/Library/Java/", "/nowhere/"));
    Files.createDirectories(checkout.resolve("src/main"));
    Files.writeString(checkout.resolve("src/main/A.java"), "");
    Files.writeString(checkout.resolve("pom.xml"), "");
    writeJar();
    environment.put("PATH", tools().toString());
    environment.put("HOME", folder.resolve("home").toString());
  }

  /** Returns a folder of what the script needs and no java: not a temporary one, for its links. */
  private static Path tools() throws IOException {
    Path tools = Files.createDirectories(Path.of("target/start-script-tools").toAbsolutePath());
    for (String tool : TOOLS) {
      if (!Files.exists(tools.resolve(tool))) {
        Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
      }
    }
    return tools;
  }

  private static Path onPath(String tool) {
    for (String entry : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(entry, tool))) {
        return Path.of(entry, tool);
      }
    }
    throw new AssertionError("no " + tool + " on the PATH");
  }

  private void writeJar() throws IOException {
    Path jar = Files.createDirectories(checkout.resolve("target")).resolve("asyncmark.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.finish();
    }
    Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
  }

  private static Path program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static Path java(Path home, String version) throws IOException {
    String script = SAYS_VERSION.replace("%1$s", version).replace("%2$s", "missing");
    return program(home.resolve("bin/java"), "#!/bin/sh\n" + script);
  }

  private static Path jlinked(Path home) throws IOException {
    String script = SAYS_VERSION.replace("%1$s", "25.0.1").replace("%2$s", "java.logging");
    return program(home.resolve("bin/java"), "#!/bin/sh\n" + script);
  }

  private static Path failing(Path home, String complaint, int code) throws IOException {
    return program(
        home.resolve("bin/java"), "#!/bin/sh\necho '" + complaint + "' >&2\nexit " + code + "\n");
  }

  private void onPath(Path java) {
    environment.merge("PATH", java.getParent().toString(), (old, first) -> first + ":" + old);
  }

  private record Ended(int code, List<String> out, List<String> err) {}

  private Ended run(String... words) throws IOException, InterruptedException {
    return run(checkout.resolve("run-benchmarks.sh"), words);
  }

  private Ended run(Path script, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(elsewhere.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out.lines().toList(), Files.readAllLines(err));
  }

  private List<String> handedOver(Path java, String... words) {
    List<String> lines = new ArrayList<>();
    lines.add("-Dasyncmark.results=" + checkout.resolve("results"));
    lines.add("-jar");
    lines.add(checkout.resolve("target/asyncmark.jar").toString());
    lines.addAll(List.of(words));
    lines.add("in " + elsewhere);
    lines.add("by " + java);
    return lines;
  }

  @Test
  void theJarGetsAllArgumentsAsTheyAreWhereTheUserIs() throws Exception {
    Path java = java(folder.resolve("jdk"), "17.0.1");
    onPath(java);
    assertThat(run("compare", "before.json", "a  b", "*", ""))
        .isEqualTo(
            new Ended(0, handedOver(java, "compare", "before.json", "a  b", "*", ""), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS, -Dversion=\"11\"",
    "_JAVA_OPTIONS, -Dany=thing",
    "JDK_JAVA_OPTIONS, -Dany=thing",
    "CDPATH, ..:/",
    "HOME,",
    "JAVA_HOME, /nowhere/jdk",
    "JAVA_HOME,",
    "GIT_DIR, /nowhere/.git",
    "LC_ALL, tr_TR.UTF-8",
  })
  void aJavaIsFoundWhateverIsInTheEnvironment(String variable, String value) throws Exception {
    Path java = java(folder.resolve("jdk"), "26-ea");
    onPath(java);
    if (value == null) {
      environment.remove(variable);
    } else {
      environment.put(variable, value);
    }
    Ended ended = run("list");
    List<String> handedOver = handedOver(java, "list");
    handedOver.add(0, "--sun-misc-unsafe-memory-access=allow"); // which JDK 17 does not know
    assertThat(ended.out()).isEqualTo(handedOver);
    assertThat(ended.code()).isZero();
  }

  @Test
  void optionsInTheEnvironmentReachTheJarThatReportsThem() throws Exception {
    onPath(java(folder.resolve("jdk"), "17.0.1"));
    environment.put("JAVA_TOOL_OPTIONS", "-Dany=thing");
    assertThat(run("list").err()).containsExactly("Picked up options");
  }

  @Test
  void theJavaOfJavaHomeComesFirst() throws Exception {
    onPath(java(folder.resolve("other"), "25.0.1"));
    Path java = java(folder.resolve("jdk"), "17.0.1");
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    assertThat(run("list").out()).isEqualTo(handedOver(java, "list"));
  }

  @Test
  void aJavaThatFailsIsTooOldOrLacksModulesIsPassedOver() throws Exception {
    Path java = java(folder.resolve("jdk"), "17.0.1");
    onPath(java);
    onPath(failing(folder.resolve("stub"), "no runtime is set", 126));
    onPath(java(folder.resolve("old"), "1.8.0_392"));
    onPath(jlinked(folder.resolve("jlinked")));
    java(folder.resolve("jre"), "11.0.2");
    environment.put("JAVA_HOME", folder.resolve("jre") + "/");
    assertThat(run("list")).isEqualTo(new Ended(0, handedOver(java, "list"), List.of()));
  }

  @Test
  void aJdkOfTheUserIsFound() throws Exception {
    Path java = java(folder.resolve("home/.jdks/temurin 17"), "17.0.1");
    assertThat(run("list").out()).isEqualTo(handedOver(java, "list"));
  }

  @Test
  void withoutAnyJavaItSaysWhatFailed() throws Exception {
    Path stub = failing(folder.resolve("stub"), "no runtime is set", 126);
    onPath(stub);
    Path jlinked = jlinked(folder.resolve("jlinked"));
    onPath(jlinked);
    environment.put("JAVA_HOME", "/nowhere/jdk");
    assertThat(run("list"))
        .isEqualTo(
            new Ended(
                4,
                List.of(),
                List.of(
                    "wanted Java 17 or newer, found none; install a JDK or set JAVA_HOME; tried:",
                    "  /nowhere/jdk/bin/java: not there",
                    "  " + jlinked + ": exit code 1, Module java.logging not found",
                    "  " + stub + ": exit code 126, no runtime is set")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../check out/run-benchmarks.sh", "../link", "../links/link"})
  void theCheckoutIsFoundThroughLinks(String start) throws Exception {
    Path java = java(folder.resolve("jdk"), "17.0.1");
    onPath(java);
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("check out/run-benchmarks.sh"));
    Files.createSymbolicLink(links.resolve("link"), Path.of("../links/to/absolute"));
    Files.createSymbolicLink(links.resolve("to"), Path.of("../else where"));
    Files.createSymbolicLink(elsewhere.resolve("absolute"), folder.resolve("link"));
    assertThat(run(Path.of(start), "list").out()).isEqualTo(handedOver(java, "list"));
  }

  private Path maven() throws IOException {
    Path whole = folder.resolve("whole.jar");
    Files.copy(checkout.resolve("target/asyncmark.jar"), whole);
    return program(
        folder.resolve("maven/mvn"),
        "#!/bin/sh\necho \"$@\"; echo \"$JAVA_HOME, options '$JAVA_TOOL_OPTIONS'\"\n"
            + "echo built >> '"
            + folder.resolve("builds")
            + "'; sleep 1\n"
            + "mkdir -p '"
            + checkout
            + "/target'; cp '"
            + whole
            + "' '"
            + checkout
            + "/target/asyncmark.jar'\n");
  }

  private enum Jar {
    MISSING,
    CUT_SHORT,
    OLDER_THAN_ITS_SOURCES
  }

  @ParameterizedTest
  @EnumSource
  void aJarThatIsMissingCutShortOrOldIsBuilt(Jar state) throws Exception {
    Path java = java(folder.resolve("jdk"), "17.0.1");
    onPath(java);
    onPath(maven());
    environment.put("JAVA_HOME", "/nowhere/jdk");
    environment.put("JAVA_TOOL_OPTIONS", "-Dany=thing");
    Path jar = checkout.resolve("target/asyncmark.jar");
    switch (state) {
      case MISSING -> Files.delete(jar);
      case CUT_SHORT -> Files.write(jar, new byte[1_000]);
      case OLDER_THAN_ITS_SOURCES -> Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    }
    Ended ended = run("list");
    assertThat(ended.err())
        .startsWith(
            "building " + jar + ", which takes a minute or two, more the first time",
            "-f " + checkout + "/pom.xml -B -q -Dstyle.color=never -Dmaven.test.skip=true package",
            "home of " + java + ", options ''");
    assertThat(ended.out()).isEqualTo(handedOver(java, "list"));
    assertThat(checkout.resolve("target/.building")).doesNotExist();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    onPath(java(folder.resolve("jdk"), "17.0.1"));
    onPath(maven());
    Files.delete(checkout.resolve("target/asyncmark.jar"));
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ProcessBuilder builder =
          new ProcessBuilder(checkout.resolve("run-benchmarks.sh").toString(), "list")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      started.add(builder.start());
    }
    for (Process process : started) {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(folder.resolve("builds")).hasContent("built");
  }

  @Test
  void theLockOfABuildThatWasKilledDoesNotLast() throws Exception {
    onPath(java(folder.resolve("jdk"), "17.0.1"));
    onPath(maven());
    Files.delete(checkout.resolve("target/asyncmark.jar"));
    Files.createSymbolicLink(checkout.resolve("target/.building"), Path.of("4194305"));
    assertThat(run("list").code()).isZero();
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    onPath(java(folder.resolve("jdk"), "17.0.1"));
    Files.delete(checkout.resolve("target/asyncmark.jar"));
    assertThat(run("list"))
        .isEqualTo(
            new Ended(
                4,
                List.of(),
                List.of(
                    "building "
                        + checkout.resolve("target/asyncmark.jar")
                        + " needs Maven 3.6.3 or newer, found no 'mvn' on the PATH; install"
                        + " Maven")));
  }
}
