package org.asyncmark.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import one.profiler.AsyncProfilerLoader;
import org.jspecify.annotations.Nullable;

/**
 * async-profiler's native library, unpacked from ap-loader into a folder of its own, which is
 * removed by {@link #close}. Unpacked once, in the driver: ap-loader takes a file that is there for
 * a whole one, so that two processes that unpack into one folder may load half a library.
 *
 * <p>The driver itself never loads the library. Safe for use by several threads.
 */
public final class ProfilerLibrary implements AutoCloseable {
  private static final String FOLDER_PROPERTY = "ap_loader_extraction_dir";

  private final @Nullable Path path;
  private final String absence;

  private ProfilerLibrary(@Nullable Path path, String absence) {
    this.path = path;
    this.absence = absence;
  }

  /**
   * Unpacks the library into the folder that {@code -Dap_loader_extraction_dir} names, else into
   * the one for temporary files, else into the user's home: the first that may be written to and
   * executed from.
   */
  public static ProfilerLibrary extract() {
    String folder = System.getProperty(FOLDER_PROPERTY, "");
    return extractInto(
        folder.isEmpty()
            ? List.of(
                Path.of(System.getProperty("java.io.tmpdir")),
                Path.of(System.getProperty("user.home")))
            : List.of(Path.of(folder)));
  }

  /** Unpacks the library into a new folder below the first of {@code parents} that allows it. */
  static ProfilerLibrary extractInto(List<Path> parents) {
    List<String> failures = new ArrayList<>();
    for (Path parent : parents) {
      try {
        return new ProfilerLibrary(unpackBelow(parent.toAbsolutePath()), "");
      } catch (IOException e) {
        boolean bare = e instanceof FileSystemException known && known.getReason() == null;
        failures.add(parent + ": " + (bare ? "not writable" : e.getMessage()));
      } catch (IllegalStateException | LinkageError e) {
        // the platform is not among those of ap-loader, or its class cannot be initialised
        return new ProfilerLibrary(null, platform() + ": " + e.getMessage());
      }
    }
    return new ProfilerLibrary(
        null,
        "no folder to run async-profiler from ("
            + String.join("; ", failures)
            + "); name one with -D"
            + FOLDER_PROPERTY
            + "=DIR");
  }

  /** Returns the absolute path of the library, or nothing if {@link #absence} says why not. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** Returns one line that says why there is no library; empty if there is one. */
  public String absence() {
    return absence;
  }

  /** Removes the library. */
  @Override
  public void close() throws IOException {
    if (path != null) {
      remove(Objects.requireNonNull(path.getParent(), "it is in a folder of its own"));
    }
  }

  private static Path unpackBelow(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new IOException("not a folder");
    }
    if (!Files.isWritable(parent)) {
      throw new IOException("not writable");
    }
    Path folder = Files.createTempDirectory(parent, "asyncmark-profiler");
    boolean done = false;
    try {
      Path library = unpack(folder);
      // On a file system mounted noexec the permission is set and the file still not executable.
      if (!library.toFile().setExecutable(true) || !Files.isExecutable(library)) {
        throw new IOException("mounted noexec");
      }
      folder.toFile().deleteOnExit(); // for a driver that is interrupted; in reverse order
      library.toFile().deleteOnExit();
      done = true;
      return library;
    } finally {
      if (!done) {
        remove(folder);
      }
    }
  }

  private static synchronized Path unpack(Path folder) throws IOException {
    if (!AsyncProfilerLoader.isSupported() && isLinuxX64()) {
      return unpackOnMusl(folder);
    }
    // ap-loader keeps folder and result in static fields; deleting the folder makes it forget them
    AsyncProfilerLoader.setExtractionDirectory(Files.createDirectory(folder.resolve("ap-loader")));
    try {
      Path unpacked = AsyncProfilerLoader.getAsyncProfilerPath();
      return Files.copy(unpacked, folder.resolve(unpacked.getFileName()));
    } finally {
      AsyncProfilerLoader.deleteExtractionDirectory();
    }
  }

  /** There ap-loader looks for a build of its own, which it does not have; the usual one serves. */
  private static Path unpackOnMusl(Path folder) throws IOException {
    String name = "libasyncProfiler-" + AsyncProfilerLoader.getVersion() + "-linux-x64.so";
    try (InputStream in =
        AsyncProfilerLoader.class.getClassLoader().getResourceAsStream("libs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("ap-loader has no " + name);
      }
      Path library = folder.resolve("libasyncProfiler.so");
      Files.copy(in, library);
      return library;
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static boolean isLinuxX64() {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return System.getProperty("os.name").equalsIgnoreCase("linux")
        && List.of("amd64", "x86_64", "x64").contains(arch);
  }

  private static String platform() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
