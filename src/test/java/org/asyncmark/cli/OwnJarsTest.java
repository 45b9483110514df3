package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.asyncmark.Source;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.OwnJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJarsTest {
  private static final String SERVICES = "META-INF/services/org.asyncmark.pattern.PatternBenchmark";

  @TempDir private Path folder;

  @Test
  void jarsAreTakenOutOfACommandLineAndStandBehindTheClassPath() throws IOException {
    Path one = jar("one.jar", "pom.xml");
    Path two = jar("two.jar", SERVICES);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    OwnJars own =
        OwnJars.of(
            List.of(
                "run",
                "--classpath",
                one + File.pathSeparator + two,
                "--rounds",
                "2",
                "--classpath=" + classes));
    assertThat(own.jars()).containsExactly(one, two, classes);
    assertThat(own.rest()).containsExactly("run", "--rounds", "2");
    assertThat(own.behind("main.jar"))
        .isEqualTo(String.join(File.pathSeparator, "main.jar", one + "", two + "", classes + ""));
  }

  @Test
  void plainJmhKeepsItsWords() {
    List<String> words = List.of("jmh", "--classpath", "nowhere.jar");
    assertThat(OwnJars.of(words).rest()).isEqualTo(words);
    assertThat(OwnJars.of(words).jars()).isEmpty();
  }

  @Test
  void aJarThatIsNotThereIsRefused() {
    Path nowhere = folder.resolve("nowhere.jar");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", nowhere.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--classpath wants a jar or a folder of classes, found none at " + nowhere);
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath=")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--classpath wants a jar or a folder of classes, got none");
  }

  @Test
  void aFileThatIsNotAJarIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", text.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--classpath wants a jar or a folder of classes, cannot read "
                + text
                + ": zip END header not found");
  }

  @Test
  void jarsWithoutAPatternAreRefused() throws IOException {
    Path jar = jar("library.jar", "pom.xml");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", jar + "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--classpath wants a jar that names a pattern in META-INF/services/"
                + "org.asyncmark.pattern.PatternBenchmark, found none in ["
                + jar
                + "]");
  }

  @Test
  void aFolderOfClassesMayNameThePattern() throws IOException {
    Path services = folder.resolve(SERVICES);
    Files.createDirectories(services.getParent());
    Files.createFile(services);
    assertThat(OwnJars.of(List.of("list", "--classpath", folder + "")).jars())
        .containsExactly(folder);
  }

  private static List<String> builds(Path base, Path candidate) {
    return List.of("run", "--classpath", "base=" + base, "--classpath=candidate=" + candidate);
  }

  @Test
  void buildsStayInTheCommandLineAndTheFirstIsInTheClassPathBeforeJarsWithoutAName()
      throws IOException {
    Path base = jar("base.jar", "pom.xml");
    Path pattern = jar("pattern.jar", SERVICES);
    List<String> args = new ArrayList<>(builds(base, base));
    args.addAll(List.of("--classpath", pattern.toString()));
    OwnJars own = OwnJars.of(args, "suite.jar");
    assertThat(own.rest())
        .containsExactly("run", "--classpath", "base=" + base, "--classpath", "candidate=" + base);
    assertThat(own.behind("suite.jar"))
        .isEqualTo(String.join(File.pathSeparator, "suite.jar", base + "", pattern + ""));
    assertThat(OwnJars.of(own.rest(), own.behind("suite.jar")).jars()).containsExactly(pattern);
  }

  @Test
  void eachBuildHasItsOwnJarsInTheClassPathOfItsForksAndNoOthers() throws IOException {
    Path base = jar("base.jar", "pom.xml");
    Path candidate = jar("candidate.jar", "pom.xml");
    Path pattern = jar("pattern.jar", SERVICES);
    String driver = String.join(File.pathSeparator, "suite.jar", base + "", pattern + "");
    Jdk jdk = new Jdk("25", folder, folder.resolve("java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);
    List<Jdk> on = OwnJars.of(builds(base, candidate), driver).builds().on(jdk);
    assertThat(on).extracting(Jdk::name).containsExactly("base", "candidate");
    assertThat(on)
        .extracting(each -> each.own().classPath())
        .containsExactly(driver, driver.replace(base.toString(), candidate.toString()));
    assertThat(on.get(1).own().jars())
        .containsExactly(
            new OwnJar("candidate.jar", Source.sha256(candidate)),
            new OwnJar("pattern.jar", Source.sha256(pattern)));
    assertThat(on.get(1).label())
        .isEqualTo(
            "25.0.1+8 Maker with candidate.jar "
                + Source.sha256(candidate).substring(0, 7)
                + ", pattern.jar "
                + Source.sha256(pattern).substring(0, 7));
  }

  @Test
  void aPathWithAnEqualsSignIsNoNameIfItHasAFolderInFrontOrIsThere() throws IOException {
    Path jar = jar("a=b.jar", SERVICES);
    assertThat(OwnJars.of(List.of("list", "--classpath", jar + "")).jars()).containsExactly(jar);
    assertThat(OwnBuild.isNamed("a=b.jar")).isTrue();
    assertThat(OwnBuild.isNamed("./a=b.jar")).isFalse();
    assertThat(OwnBuild.isNamed("a.jar" + File.pathSeparator + "b=c.jar")).isFalse();
  }

  @Test
  void theJarOfABuildMayHaveAnEqualsSignInItsPath() throws IOException {
    Path jar = jar("a=b.jar", SERVICES);
    assertThat(OwnBuild.of("base=" + jar).jars()).containsExactly(jar);
    assertThat(OwnBuild.of("base=" + jar).word("")).isEqualTo("base=a=b.jar");
  }

  @Test
  void oneBuildAloneIsRefused() throws IOException {
    Path jar = jar("own.jar", SERVICES);
    assertRefused(
        List.of("run", "--classpath", "base=" + jar),
        "--classpath base=own.jar is one build, which wants another to be compared with; add"
            + " --classpath NAME=JAR, or leave out the name");
  }

  @Test
  void twoBuildsOfOneNameAreRefusedInWhateverCase() throws IOException {
    Path jar = jar("own.jar", SERVICES);
    assertRefused(
        List.of("run", "--classpath", "base=" + jar, "--classpath", "Base=" + jar),
        "two builds with the name Base; give one another name");
  }

  @Test
  void namesThatCannotBeOnesOfRuntimesAreRefused() throws IOException {
    Path jar = jar("own.jar", SERVICES);
    assertRefused(
        List.of("run", "--classpath", "my build=" + jar),
        "--classpath my build="
            + jar
            + ": the name of a build may have letters, digits, '.', '_' and '-' only, got 'my"
            + " build'");
    assertRefused(
        List.of("run", "--classpath", "base-again=" + jar),
        "--classpath base-again="
            + jar
            + ": a name that ends in -again is that of what is measured again; give the build"
            + " another name");
  }

  @Test
  void aBuildThatIsAFolderIsRefused() {
    assertRefused(
        List.of("run", "--classpath", "base=" + folder),
        "--classpath base="
            + folder
            + ": what builds are made of has to be jars, found the folder "
            + folder
            + "; pack it: jar --create --file own.jar -C "
            + folder
            + " .");
  }

  @Test
  void buildsThatNameDifferentPatternsAreRefused() throws IOException {
    Path base = jar("base.jar", SERVICES, "org.example.One # the first\n");
    Path candidate = jar("candidate.jar", "pom.xml");
    assertRefused(
        builds(base, candidate),
        "builds have to name the same patterns, base names org.example.One and candidate names"
            + " none");
  }

  @Test
  void buildsThatDifferInAClassOfTheSuiteAreRefused() throws IOException {
    Path suite = jar("suite.jar", "org/example/Shaded.class");
    Path base = jar("base.jar", "org/example/Shaded.class", "1");
    Path candidate = jar("candidate.jar", "org/example/Shaded.class", "2");
    assertThatThrownBy(() -> OwnJars.of(builds(base, candidate), suite.toString()))
        .hasMessage(
            "builds differ in org/example/Shaded.class, but forks would run the suite's own class"
                + " of that name; give it another package, for example by relocation");
  }

  @Test
  void verbsThatStartNoForksOfBuildsRefuseThem() throws IOException {
    Path jar = jar("own.jar", SERVICES);
    assertRefused(
        List.of("report", "--classpath", "base=" + jar, "--classpath", "other=" + jar),
        "--classpath base=own.jar names a build, which run, profile, list take; leave out the"
            + " name");
  }

  private static void assertRefused(List<String> args, String message) {
    assertThatThrownBy(() -> OwnJars.of(args, "suite.jar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aJarThatNamesOthersIsNoBuild() throws IOException {
    Path base = jar("base.jar", SERVICES);
    Path thin =
        jar("thin.jar", "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: lib.jar\n");
    assertThatThrownBy(
            () ->
                OwnJars.of(List.of("run", "--classpath", "a=" + base, "--classpath", "b=" + thin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            ": what builds are made of is known by its hash, found "
                + thin
                + ", whose Class-Path names other jars; name them all: NAME=JAR"
                + File.pathSeparator
                + "JAR");
  }

  private Path jar(String name, String entry) throws IOException {
    return jar(name, entry, "");
  }

  private Path jar(String name, String entry, String content) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
