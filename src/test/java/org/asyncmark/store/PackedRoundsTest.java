package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Zips of a run that are cut short, changed, or made by somebody who means ill. */
@Timeout(120)
class PackedRoundsTest {
  private static final String INTACT = "; restore it or measure again";

  @TempDir private Path folder;

  private static byte[] zip(int method, String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] text = namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1);
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setMethod(method);
        CRC32 checksum = new CRC32();
        checksum.update(text);
        entry.setSize(text.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(text);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String inner(String... namesAndTexts) throws IOException {
    return new String(zip(ZipEntry.STORED, namesAndTexts), StandardCharsets.ISO_8859_1);
  }

  private AbstractThrowableAssert<?, ?> opening(byte[] zip) throws IOException {
    Path file = Files.write(folder.resolve("rounds.zip"), zip);
    return assertThatThrownBy(() -> PackedRounds.open(file).close())
        .isInstanceOf(EnvironmentException.class);
  }

  private String damaged() {
    return folder.resolve("rounds.zip") + " is damaged: ";
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() throws IOException {
    for (String name : new String[] {"../evil", "0001/../../evil", "/etc/x", "0001/a/b/c/d", "x"}) {
      opening(zip(ZipEntry.DEFLATED, "forks.zip", inner(name, "text")))
          .hasMessage(damaged() + "it has a file that is no fork's: '" + name + "'" + INTACT);
    }
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    String twice = inner("0001/a.json", "{}", "0001/b.json", "[]").replace("b.json", "a.json");
    opening(zip(ZipEntry.DEFLATED, "forks.zip", twice))
        .hasMessage(damaged() + "it has two files of one name: 0001/a.json" + INTACT);
  }

  @Test
  void whateverStandsBesideTheForksIsRefused() throws IOException {
    opening(zip(ZipEntry.DEFLATED, "forks.zip", inner("0001/a.json", "{}"), "../evil", "text"))
        .hasMessage(damaged() + "wanted forks.zip alone in it, found ../evil" + INTACT);
    opening(zip(ZipEntry.DEFLATED, "0001/a.json", "{}"))
        .hasMessage(damaged() + "wanted forks.zip alone in it, found 0001/a.json" + INTACT);
  }

  @Test
  void aBombIsRefusedBeforeItIsInflated() throws IOException {
    String zeros = "\0".repeat(40_000_000);
    opening(zip(ZipEntry.DEFLATED, "forks.zip", zeros))
        .hasMessage(
            damaged() + "it says that it holds 40000000 bytes, more than any run does" + INTACT);
  }

  @Test
  void aBombThatLiesAboutItsSizeIsRefusedAsSoonAsItIsLonger() throws IOException {
    byte[] bomb = zip(ZipEntry.DEFLATED, "forks.zip", "\0".repeat(40_000_000));
    int list = bomb.length - 22 - 46 - "forks.zip".length();
    Arrays.fill(bomb, list + 24, list + 28, (byte) 0);
    bomb[list + 24] = 100; // the size in the list of the zip
    opening(bomb).hasMessage(damaged() + "its content is not what was written" + INTACT);
  }

  @Test
  void aBombInsideIsRefused() throws IOException {
    byte[] bomb = zip(ZipEntry.DEFLATED, "0001/a.json", "\0".repeat(40_000_000));
    String text = new String(bomb, StandardCharsets.ISO_8859_1);
    opening(zip(ZipEntry.DEFLATED, "forks.zip", text))
        .hasMessage(
            damaged() + "wanted a file that is stored as it is, found 0001/a.json" + INTACT);
  }

  @Test
  void aZipCutShortIsOneLineWithItsName() throws IOException {
    byte[] whole = zip(ZipEntry.DEFLATED, "forks.zip", inner("0001/a.json", "{}"));
    opening(Arrays.copyOf(whole, whole.length / 2))
        .hasMessage(damaged() + "zip END header not found" + INTACT);
    opening(new byte[0]).hasMessage(damaged() + "zip file is empty" + INTACT);
  }

  @Test
  void aChangedZipIsReadAsItWasOrRefusedOnOneLine() throws IOException {
    Path run = LargeRun.write(folder, 1, 1);
    try (RunStore store = RunStore.open(run)) {
      new Packing(store).pack();
    }
    Path zip = run.resolve("rounds.zip");
    byte[] valid = Files.readAllBytes(zip);
    String intact = forks(run);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      Files.write(zip, changed(valid, random));
      try {
        assertThat(forks(run)).isEqualTo(intact);
      } catch (EnvironmentException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(zip + " is damaged: ").doesNotContain("\n");
      }
    }
    assertThat(refused).isBetween(100, 150);
  }

  private static String forks(Path run) {
    try (RunStore store = RunStore.open(run)) {
      RunRecord record = new RunReader(store).read();
      return new TextExports(store, record).forks();
    }
  }

  private static byte[] changed(byte[] valid, Random random) {
    byte[] changed = valid.clone();
    // half of them near the ends, where the headers are
    int near = random.nextBoolean() ? valid.length : 120;
    int from = random.nextInt(near);
    int at = random.nextBoolean() ? from : valid.length - 1 - from;
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(changed, at);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed[Math.min(valid.length - 1, at + i)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }
}
