package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The runs that this repository keeps; those of whoever works in a checkout are not looked at,
 * which git alone can tell apart.
 */
@EnabledIf("isCheckout")
class KeptResultsTest {
  private static final int MOST_FILES = 300;
  private static final long MOST_BYTES = 8_000_000;

  static boolean isCheckout() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "rev-parse", "--git-dir").start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no git
    }
  }

  /** Returns the files that git has in some folders. */
  private static List<Path> tracked(String... folders) throws IOException, InterruptedException {
    ProcessBuilder git = new ProcessBuilder("git", "ls-files", "-z", "--");
    git.command().addAll(List.of(folders));
    git.environment().remove("GIT_DIR");
    Process process = git.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String names = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return names.lines().flatMap(all -> List.of(all.split("\0")).stream()).map(Path::of).toList();
  }

  /** Returns the cells of the list's rows by the name of the run. */
  private static Map<String, List<String>> listed() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("results/README.md"))) {
      if (line.startsWith("| [2")) {
        String[] cells = line.split(" *\\| *");
        rows.put(cells[1].replaceAll("\\[(.*)]\\(.*", "$1"), List.of(cells));
      }
    }
    return rows;
  }

  @Test
  void theyTakeLittleRoom() throws IOException, InterruptedException {
    List<Path> files = tracked("results", "plots");
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES);
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void everyRunIsPackedAndStandsInTheList() throws IOException, InterruptedException {
    TreeSet<String> runs = new TreeSet<>();
    for (Path file : tracked("results")) {
      if (file.getNameCount() > 2) {
        runs.add(file.getName(1).toString());
      }
    }
    assertThat(listed().keySet()).isEqualTo(runs);
    assertThat(runs).allMatch(run -> Files.isRegularFile(zip(run)));
  }

  @Test
  void theListHasTheHashAndTheSizeOfEveryZip() throws IOException, NoSuchAlgorithmException {
    for (Map.Entry<String, List<String>> row : listed().entrySet()) {
      byte[] zip = Files.readAllBytes(zip(row.getKey()));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
      assertThat(row.getValue()).contains("`" + hash + "`", (zip.length + 999) / 1000 + " kB");
    }
  }

  private static Path zip(String run) {
    return Path.of("results", run, "rounds.zip");
  }
}
