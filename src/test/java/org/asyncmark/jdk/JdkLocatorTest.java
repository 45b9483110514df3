package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class JdkLocatorTest {
  private static final Ask SCRIPTS =
      new AskProcess(Duration.ofSeconds(5), Path.of(System.getProperty("java.io.tmpdir")));

  @TempDir Path folder;
  private Path jvms;
  private Path running;

  @BeforeEach
  void makeRunningJdk() throws IOException {
    folder = folder.toRealPath();
    jvms = Files.createDirectories(folder.resolve("usr/lib/jvm"));
    running = FakeJdks.jdk(jvms.resolve("running-25"), "25.0.3+9-LTS", "Eclipse Adoptium");
  }

  private JdkLocator locator(Map<String, String> environment, Ask ask) {
    return new JdkLocator(
        new JdkPlaces(environment, folder, folder.resolve("home"), running, false), ask);
  }

  private Jdk expected(String name, Path home, int feature, String build, String vendor) {
    return new Jdk(name, home, home.resolve("bin/java"), feature, build, vendor, Jdk.HOT_SPOT);
  }

  @Test
  void findsUsableAndUnusableJdks() throws Exception {
    Path debian = FakeJdks.jdk(jvms.resolve("java-17"), "17.0.15+6-Debian", "Debian");
    Path old = FakeJdks.jdk(jvms.resolve("java-11"), "11.0.2+9", "Oracle");
    Path broken = FakeJdks.script(jvms.resolve("broken"), "echo no libjvm; exit 1\n");
    InstalledJdks found = locator(Map.of("JAVA_HOME", "/nowhere/jdk"), SCRIPTS).locate();
    assertThat(found.usable())
        .containsExactly(
            expected("17", debian, 17, "17.0.15+6-Debian", "Debian"),
            expected("25", running, 25, "25.0.3+9-LTS", "Eclipse Adoptium"));
    assertThat(found.unusable())
        .containsExactlyInAnyOrder(
            new Unusable(Path.of("/nowhere/jdk"), "has no bin/java"),
            new Unusable(broken, "does not start: no libjvm"),
            new Unusable(old, "is older than 17: 11.0.2+9 Oracle"));
  }

  @Test
  void whatHindersAskingAnyJdkIsNotTakenForAFaultOfTheJdks() {
    Ask hindered =
        (java, options) -> {
          throw new EnvironmentException("no room for answers");
        };

    assertThatThrownBy(() -> locator(Map.of(), hindered).locate())
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("no room for answers");
  }

  @Test
  void aJdkIsAskedOnceHoweverManyLinksLeadToIt() throws Exception {
    Files.createSymbolicLink(jvms.resolve("java-1.25.0-openjdk-amd64"), running);
    AtomicInteger asked = new AtomicInteger();
    Ask counting =
        (java, options) -> {
          asked.incrementAndGet();
          return SCRIPTS.ask(java, options);
        };
    Map<String, String> environment =
        Map.of("JAVA_HOME", running.toString(), "PATH", running.resolve("bin").toString());
    assertThat(locator(environment, counting).locate().usable()).hasSize(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aLauncherOnThePathLeadsToTheJdkThatItStarts() throws Exception {
    Path shims = Files.createDirectories(folder.resolve("asdf/shims"));
    Path shim = shims.resolve("java");
    Files.copy(running.resolve("bin/java"), shim, StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(locator(Map.of("PATH", shims.toString()), SCRIPTS).locate())
        .isEqualTo(
            new InstalledJdks(
                List.of(expected("25", running, 25, "25.0.3+9-LTS", "Eclipse Adoptium")),
                List.of(),
                Map.of(running, List.of("the running Java", "/usr/lib/jvm", "PATH"))));
  }

  @Test
  void severalJdksAreAskedAtATime() throws Exception {
    FakeJdks.jdk(jvms.resolve("other"), "21.0.8+9", "V");
    CountDownLatch bothAsked = new CountDownLatch(2);
    Ask meeting =
        (java, options) -> {
          bothAsked.countDown();
          assertThat(bothAsked.await(5, TimeUnit.SECONDS)).isTrue();
          return SCRIPTS.ask(java, options);
        };
    assertThat(locator(Map.of(), meeting).locate().usable()).hasSize(2);
  }

  @Test
  void noThreadIsLeftBehind() throws Exception {
    List<Thread> askers = new CopyOnWriteArrayList<>();
    Ask noting =
        (java, options) -> {
          askers.add(Thread.currentThread());
          return SCRIPTS.ask(java, options);
        };
    locator(Map.of(), noting).locate();
    for (Thread asker : askers) {
      asker.join(5_000);
      assertThat(asker.isAlive()).isFalse();
    }
  }

  @Test
  void theRunningJdkIsAmongThoseOfThisMachine() throws Exception {
    assertThat(JdkLocator.ofThisMachine().locate().usable())
        .extracting(Jdk::home)
        .contains(Path.of(System.getProperty("java.home")).toRealPath());
  }

  @Test
  void anExplicitJdkHasTheNameThatWasGiven() throws Exception {
    assertThat(locator(Map.of(), SCRIPTS).explicit("mine=" + running))
        .isEqualTo(expected("mine", running, 25, "25.0.3+9-LTS", "Eclipse Adoptium"));
  }

  @Test
  void anExplicitFolderWithoutJavaIsRefused() {
    assertThatThrownBy(() -> locator(Map.of(), SCRIPTS).explicit("x=/foo"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "--jdk-home x=/foo: wanted a JDK folder with bin/java, found none; give the folder"
                + " that contains bin/java");
  }

  @Test
  void anExplicitJdkThatIsTooOldIsRefused() throws Exception {
    Path old = FakeJdks.jdk(folder.resolve("old"), "11.0.2+9", "Oracle");
    assertThatThrownBy(() -> locator(Map.of(), SCRIPTS).explicit("x=" + old))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "--jdk-home x="
                + old
                + ": wanted a JDK that can run forks, but it is older than 17: 11.0.2+9 Oracle;"
                + " give the folder of another JDK");
  }

  @Test
  void anExplicitNameThatIsNoFolderNameIsRefused() {
    assertThatThrownBy(() -> locator(Map.of(), SCRIPTS).explicit("a/b=/foo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--jdk-home a/b=/foo: a name may have letters, digits, '.', '_' and '-' only, got"
                + " 'a/b'");
  }

  @Test
  void anExplicitJdkWithoutNameOrFolderIsRefused() {
    for (String option : List.of("/foo", "=/foo", "x=")) {
      assertThatThrownBy(() -> locator(Map.of(), SCRIPTS).explicit(option))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "--jdk-home wants NAME=DIR, got '"
                  + option
                  + "'; for example 25=/usr/lib/jvm/jdk-25");
    }
  }

  @Test
  void aFolderThatIsNoJdkIsListedOnceWithAllThatLedToIt() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), empty);
    InstalledJdks found =
        locator(Map.of("JAVA_HOME", empty.toString(), "JDK_HOME_19", link.toString()), SCRIPTS)
            .locate();
    assertThat(found.unusable()).containsExactly(new Unusable(empty, "has no bin/java"));
    assertThat(found.foundBy().get(empty)).containsExactly("JAVA_HOME", "JDK_HOME_19");
  }
}
