package org.asyncmark.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files of JMH's and of ours that a killed driver has left: they are deleted when its JVM
 * ends, and {@code kill -9} does not let it.
 *
 * <p>A file is abandoned if it is older than every living JVM that may use the folder, this one
 * among them: whoever made it is gone. JMH's lock alone does not tell, since it is free between two
 * forks, and JMH keeps one of its files for all forks of a driver. None is deleted while another
 * process holds the lock: it may be one that cannot be seen from here, in another container.
 */
final class AbandonedFiles {
  private static final Predicate<String> FILES =
      Pattern.compile(
              "jmh\\d+(compilecommand|properties|stderr|stdout)"
                  + "|asyncmark\\d+\\.collapsed|asyncmark-java\\d+\\.txt")
          .asMatchPredicate();

  /** Those of the profiler's library, and of the JVMs that try it. */
  private static final Predicate<String> FOLDERS =
      Pattern.compile("asyncmark-(profiler|probe)\\d+").asMatchPredicate();

  private static final Pattern FOLDER_OPTION = Pattern.compile("-Djava\\.io\\.tmpdir=(\\S+)");

  /** Where a JVM that is not told otherwise has its temporary files on Linux. */
  private static final Path USUAL = Path.of("/tmp");

  /** Linux's ProcessHandle reads a page of a command line; from here on some may be missing. */
  private static final int CUT_OFF_CHARS = 4_000;

  private final Path folder;
  private final Instant oldestUser;
  private final boolean lockIsOurs;

  /**
   * @param folder of temporary files
   * @param oldestUser start of the oldest living JVM that may use it
   * @param lockIsOurs whether this JVM holds JMH's lock, or was told to ignore it
   */
  AbandonedFiles(Path folder, Instant oldestUser, boolean lockIsOurs) {
    this.folder = folder;
    this.oldestUser = oldestUser;
    this.lockIsOurs = lockIsOurs;
  }

  /** Looks at the folder for temporary files of this JVM. */
  static AbandonedFiles ofThisMachine() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    boolean named =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(option -> FOLDER_OPTION.matcher(option).matches());
    Instant own = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    Instant oldest =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .map(ProcessHandle::info)
            .filter(info -> mayUse(info.commandLine().orElse(""), folder, named))
            .map(info -> info.startInstant().orElse(Instant.MIN))
            .reduce(own, (one, other) -> one.isBefore(other) ? one : other);
    return new AbandonedFiles(folder, oldest, Boolean.getBoolean("jmh.ignoreLock"));
  }

  /**
   * Tells whether a process may be a JVM with temporary files in a folder.
   *
   * @param named whether this JVM was told the folder, so that others do not have it by default
   */
  static boolean mayUse(String commandLine, Path folder, boolean named) {
    if (!commandLine.contains("java")) {
      return false;
    }
    List<Path> options =
        FOLDER_OPTION.matcher(commandLine).results().map(each -> Path.of(each.group(1))).toList();
    if (options.isEmpty()) {
      return !named || folder.equals(USUAL) || commandLine.length() >= CUT_OFF_CHARS;
    }
    // a relative one is relative to a folder that is not known
    return options.stream()
        .anyMatch(other -> !other.isAbsolute() || other.normalize().equals(folder.normalize()));
  }

  /**
   * Deletes them. Never fails: they do no harm but to take room.
   *
   * @return how many were deleted
   */
  int delete() {
    Path lock = folder.resolve("jmh.lock");
    // to close a file gives up every lock that this process has on it, so ours is not looked at
    if (lockIsOurs || !Files.exists(lock)) {
      return deleteAll();
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null ? 0 : deleteAll();
    } catch (IOException | OverlappingFileLockException e) {
      return 0; // somebody measures, or the lock is another user's
    }
  }

  private int deleteAll() {
    int deleted = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        if (isAbandoned(each)) {
          RunStore.deleteTree(each);
          deleted++;
        }
      }
    } catch (IOException e) {
      return deleted; // the next is another user's, or the folder is not readable
    }
    return deleted;
  }

  private boolean isAbandoned(Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean known =
        (FILES.test(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            || (FOLDERS.test(name) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
    return known && Files.getLastModifiedTime(file).toInstant().isBefore(oldestUser);
  }
}
