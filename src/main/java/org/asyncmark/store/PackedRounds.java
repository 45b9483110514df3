package org.asyncmark.store;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.asyncmark.EnvironmentException;

/**
 * The inside of a {@code rounds.zip}, a file system that is read in place. In it is one other zip,
 * {@code forks.zip}, whose files are stored as they are and which is compressed as a whole: so what
 * forks have in common takes its space once. All of it is held against its checksums before
 * anything is read.
 */
final class PackedRounds implements Closeable {
  /** The only entry of the zip. */
  static final String INNER = "forks.zip";

  /** Far more than the forks of a week of measuring take. */
  private static final long MOST_BYTES = 256L << 20;

  /** What forks say can be compressed to a third or fourth. */
  private static final long MOST_RATIO = 100;

  private static final String NAME = "(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+";
  private static final Pattern FILE =
      Pattern.compile("\\d{4,6}(?:\\.repeated)?/" + NAME + "(?:/" + NAME + "){0,2}");

  private final FileSystem outer;
  private final FileSystem inner;

  private PackedRounds(FileSystem outer, FileSystem inner) {
    this.outer = outer;
    this.inner = inner;
  }

  /**
   * Opens a zip.
   *
   * @throws EnvironmentException if a part of it is missing or damaged, or it has files that none
   *     of ours has
   */
  static PackedRounds open(Path zip) {
    try {
      int files = names(bytes(zip)).size();
      FileSystem outer = FileSystems.newFileSystem(zip, (ClassLoader) null);
      try {
        FileSystem inner = FileSystems.newFileSystem(outer.getPath(INNER), (ClassLoader) null);
        PackedRounds rounds = new PackedRounds(outer, inner);
        int listed = rounds.files().size();
        if (listed == files) {
          return rounds;
        }
        inner.close();
        throw new IOException("wanted " + files + " files in its list, found " + listed);
      } catch (IOException | RuntimeException e) {
        outer.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) { // whatever the reader of zips runs into
      EnvironmentException damaged = RunJson.damaged(zip, String.valueOf(e.getMessage()));
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** Returns the zip in the zip, whole. */
  private static byte[] bytes(Path zip) throws IOException {
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      List<? extends ZipEntry> entries = opened.stream().limit(2).toList();
      for (ZipEntry entry : entries) {
        if (entries.size() > 1 || !entry.getName().equals(INNER)) {
          throw new IOException(
              "wanted " + INNER + " alone in it, found " + entries.get(entries.size() - 1));
        }
      }
      if (entries.isEmpty()) {
        throw new IOException("wanted " + INNER + " in it, found nothing");
      }
      ZipEntry entry = entries.get(0);
      long size = entry.getSize();
      if (size > Math.min(MOST_BYTES, MOST_RATIO * Files.size(zip))) {
        throw new IOException("it says that it holds " + size + " bytes, more than any run does");
      }
      try (InputStream in = opened.getInputStream(entry)) {
        byte[] bytes = in.readNBytes((int) size + 1);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (bytes.length != size || checksum.getValue() != entry.getCrc()) {
          throw new IOException("its content is not what was written");
        }
        return bytes;
      }
    }
  }

  /** Returns the names of the files in a zip, which are read to their ends for their checksums. */
  private static Set<String> names(byte[] zip) throws IOException {
    Set<String> names = new HashSet<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (!FILE.matcher(name).matches()) {
          throw new IOException("it has a file that is no fork's: '" + name + "'");
        }
        if (!names.add(name)) {
          throw new IOException("it has two files of one name: " + name);
        }
        if (entry.getMethod() != ZipEntry.STORED) {
          throw new IOException("wanted a file that is stored as it is, found " + name);
        }
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return names;
  }

  /** Returns the folder of all rounds. */
  Path root() {
    return inner.getPath("/");
  }

  /** Returns all files. */
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    try (outer;
        inner) {
      // the inner one first
    } catch (IOException e) {
      throw new UncheckedIOException("a file that is only read closes", e);
    }
  }
}
