package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Profiles by the jar that are killed, or lack what they need. */
@Timeout(240)
class ProfileIT {
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";
  private static final String[] LOOP = {"--model", "loop", "--param", "leaf=cpu"};

  @TempDir private Path folder;

  @Test
  void aProfileThatIsKilledTakesItsProcessesAlong() throws Exception {
    StartedJar killed = StartedJar.profile(folder, ":", LOOP);
    try {
      killed.child(FORK);
      killed.driver().destroyForcibly();
      killed.exitCode();
      assertThat(killed.leftProcesses()).isEmpty();
    } finally {
      killed.close();
    }
  }

  @Test
  void afterCtrlCAProfileLeavesNothing() throws Exception {
    StartedJar jar = StartedJar.profile(folder, ":", LOOP);
    try (BufferedReader out = jar.output()) {
      StartedJar.signal("INT", jar.child(FORK), jar.driver());
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(128 + 2);
      assertThat(said).contains("interrupted after 0 of 1 profiles").doesNotContain("FAILED");
    } finally {
      jar.close();
    }
    assertThat(jar.leftProcesses()).isEmpty();
    assertThat(StartedJar.temporary(folder).toFile().list()).containsExactly("jmh.lock");
    assertThat(jar.files(folder.resolve("plots"))).noneMatch(StartedJar::isUnfinished);
  }

  /** A perf event takes a descriptor for each thread; where there are none, this is so anyway. */
  @Test
  @Tag("any-jdk")
  void aForkWithMoreThreadsThanDescriptorsIsSampledByTimers() throws Exception {
    String[] threads = {
      "--model",
      "platform",
      "--param",
      "leaf=timer",
      "--param",
      "fanOut=1000",
      "--param",
      "poolSize=1000"
    };

    assertThat(said(0, StartedJar.profile(folder, "ulimit -n 400", threads))).contains("profiles:");

    try (Stream<Path> all = Files.walk(folder.resolve("plots"))) {
      List<Path> facts = all.filter(file -> file.endsWith("profile.json")).toList();
      assertThat(facts).hasSize(1);
      assertThat(Files.readString(facts.get(0))).contains("\"engine\" : \"ctimer\"");
    }
  }

  @Test
  void withoutAFolderForTemporaryFilesTheErrorNamesIt() throws Exception {
    StartedJar jar = StartedJar.profile(folder, "rm -r '" + folder.resolve("tmp") + "'", LOOP);

    // the JVM of newer JDKs has a warning of its own
    assertThat(said(4, jar).lines().filter(line -> !line.startsWith("WARNING: java.io.tmpdir")))
        .containsExactly(
            "wanted a temporary file in "
                + folder.resolve("tmp")
                + ", none can be written there; name another folder with -Djava.io.tmpdir=DIR");
  }

  private static String said(int exitCode, StartedJar jar) throws Exception {
    try (BufferedReader out = jar.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(exitCode);
      return said;
    } finally {
      jar.close();
    }
  }
}
