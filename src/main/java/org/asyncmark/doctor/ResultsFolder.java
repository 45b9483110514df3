package org.asyncmark.doctor;

import static org.asyncmark.doctor.DoctorFinding.ok;
import static org.asyncmark.doctor.DoctorFinding.warn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The folder that runs are written to, looked at without writing.
 *
 * @param path as it was given; need not exist yet
 * @param writable whether runs can be written to it, or it can be made
 * @param freeBytes free space of its disk
 */
record ResultsFolder(Path path, boolean writable, long freeBytes) {
  private static final long WANTED_FREE_BYTES = 1L << 30;

  /** Looks at a folder, or at the nearest one above it that exists. */
  static ResultsFolder of(Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return new ResultsFolder(
          path,
          Files.isDirectory(existing) && Files.isWritable(existing),
          Files.getFileStore(existing).getUsableSpace());
    } catch (IOException noDisk) {
      return new ResultsFolder(path, false, 0);
    }
  }

  List<DoctorFinding> check() {
    String found = String.format(Locale.ROOT, "%.1f GiB free", freeBytes / (double) (1L << 30));
    return List.of(
        writable ? ok("results", path + " can be written") : warn("results", unwritable()),
        freeBytes < WANTED_FREE_BYTES
            ? warn("disk", found + ": a run may not fit; free 1 GiB, or use --results DIR")
            : ok("disk", found));
  }

  String unwritable() {
    return "wanted a results folder that can be written, " + path + " cannot; use --results DIR";
  }
}
