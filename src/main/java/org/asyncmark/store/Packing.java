package org.asyncmark.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.text.ShellWord;

/**
 * Makes a run one to keep: all forks go into one {@code rounds.zip}, which every verb reads in
 * place, and what {@code report} can write again goes. The same run gives the same bytes.
 */
public record Packing(RunStore store) {
  /** Written from the forks, and anew by {@code report}. */
  private static final List<String> DERIVED =
      List.of(
          "jmh",
          "hdr",
          "compare/contrasts.txt",
          "compare/contrasts.md",
          "compare/contrasts.json",
          "export/benchfmt.txt",
          "export/iterations.csv",
          "export/summary.csv");

  /** What a fork that gave a result leaves. */
  private static final Set<String> OF_FORK =
      Set.of(RunStore.COUNTERS, RunStore.JMH_JSON, RunStore.LATENCY_LOG, RunStore.STDOUT);

  /** The first that a zip can tell; what forks were changed last says nothing of them. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Files of one arm stand together, because they are alike. */
  private static final Comparator<String> BY_FORK =
      Comparator.comparing((String name) -> name.split("/", 3)[1])
          .thenComparing(Comparator.naturalOrder());

  /**
   * Packs the run. Whenever it is killed meanwhile, the run is whole, and packing goes on.
   *
   * @return whether it was not packed already
   * @throws EnvironmentException if the run is not finished, a fork is damaged, or the disk cannot
   *     be written; then nothing was deleted
   */
  public boolean pack() {
    Path unpacked = store.folder().resolve(RoundsFolder.FOLDER);
    Path zip = store.folder().resolve(RoundsFolder.ZIP);
    boolean first = !store.isPacked();
    if (first && store.shard().isPresent()) {
      throw new EnvironmentException(
          store.folder() + " is " + store.shard().get().inWords() + "; merge first, then pack");
    }
    requireFinished(); // of a zip, too: this opens it
    try {
      if (Files.isDirectory(unpacked)) {
        requireNothingElse(unpacked);
        SortedMap<String, byte[]> files = files(unpacked);
        if (first) {
          write(zip, files);
        } else if (!holds(zip, files)) {
          throw new EnvironmentException(
              "found both "
                  + unpacked
                  + " and "
                  + zip
                  + ", which differ; delete the one that is wrong");
        }
        Path gone = unpacked.resolveSibling("." + RoundsFolder.FOLDER);
        RunStore.deleteTree(gone);
        Files.move(unpacked, gone, StandardCopyOption.ATOMIC_MOVE);
      }
      RunStore.deleteTree(store.folder().resolve("." + RoundsFolder.FOLDER));
      for (String derived : DERIVED) {
        RunStore.deleteTree(store.folder().resolve(derived));
      }
      return first;
    } catch (IOException e) {
      throw RunStore.unwritable(zip, e);
    }
  }

  private void requireFinished() {
    new FinishedBlocks(store)
        .firstMissing()
        .ifPresent(
            block -> {
              throw new EnvironmentException(
                  "wanted a finished run, found none of "
                      + block.label()
                      + " in "
                      + store.folder()
                      + "; end it with run --resume "
                      + ShellWord.of(store.folder().toString()));
            });
  }

  /** Files that somebody else put there would be deleted and not be in the zip. */
  private static void requireNothingElse(Path rounds) throws IOException {
    try (Stream<Path> all = Files.walk(rounds)) {
      Optional<Path> other =
          all.filter(Files::isRegularFile)
              .filter(file -> !rounds.relativize(file).toString().startsWith("."))
              .filter(file -> !isOfRun(file, rounds.relativize(file).getNameCount()))
              .findFirst();
      if (other.isPresent()) {
        throw new EnvironmentException(
            "wanted the files of a run alone, found "
                + other.get()
                + "; move it elsewhere, then pack");
      }
    }
  }

  private static boolean isOfRun(Path file, int depth) {
    Path folder = file.getParent();
    return switch (depth) {
      case 2 -> true; // what stands beside forks is packed as it is
      case 3 ->
          folder == null
              || !KeptFork.isIn(folder)
              || OF_FORK.contains(String.valueOf(file.getFileName()));
      default -> false;
    };
  }

  /** Returns the files of all forks as they are kept, by their names below the folder. */
  private static SortedMap<String, byte[]> files(Path rounds) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>(BY_FORK);
    try (Stream<Path> all = Files.walk(rounds, 2)) {
      for (Path each : all.filter(path -> rounds.relativize(path).getNameCount() == 2).toList()) {
        String name = name(rounds, each);
        if (Files.isRegularFile(each)) {
          files.put(name, Files.readAllBytes(each));
        } else if (KeptFork.isIn(each)) {
          KeptFork.read(each).files().forEach((file, bytes) -> files.put(name + "/" + file, bytes));
        } else {
          files.putAll(asTheyAre(rounds, each));
        }
      }
    }
    files.keySet().removeIf(name -> name.startsWith("."));
    return files;
  }

  private static Map<String, byte[]> asTheyAre(Path rounds, Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(name(rounds, file), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String name(Path rounds, Path file) {
    return rounds.relativize(file).toString().replace('\\', '/');
  }

  private static void write(Path zip, SortedMap<String, byte[]> files) throws IOException {
    Path temporary = zip.resolveSibling("." + zip.getFileName() + ".tmp");
    try {
      Files.write(temporary, zipped(files));
      if (!holds(temporary, files)) {
        throw new IOException("it does not read back as it was written: the disk may be full");
      }
      Files.move(temporary, zip, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] zipped(SortedMap<String, byte[]> files) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(inner)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] bytes = file.getValue();
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        put(out, entry, bytes);
      }
    }
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(outer)) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      put(out, new ZipEntry(PackedRounds.INNER), inner.toByteArray());
    }
    return outer.toByteArray();
  }

  private static void put(ZipOutputStream out, ZipEntry entry, byte[] bytes) throws IOException {
    entry.setTimeLocal(NO_TIME);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  /** Tells whether a zip holds these files and no others. */
  private static boolean holds(Path zip, SortedMap<String, byte[]> files) throws IOException {
    try (PackedRounds packed = PackedRounds.open(zip)) {
      List<Path> found = packed.files();
      for (Path file : found) {
        byte[] wanted = files.get(name(packed.root(), file));
        if (wanted == null || !Arrays.equals(wanted, Files.readAllBytes(file))) {
          return false;
        }
      }
      return found.size() == files.size();
    }
  }
}
