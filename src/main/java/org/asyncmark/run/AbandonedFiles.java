package org.asyncmark.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files of JMH's that a killed driver has left: JMH deletes them when its JVM ends, and
 * {@code kill -9} does not let it.
 *
 * <p>They are deleted only while no JMH can be using them: JMH's lock on the folder is free, and
 * there is no process with that folder that measures without the lock.
 */
final class AbandonedFiles {
  private static final Predicate<String> ABANDONED =
      Pattern.compile("jmh\\d+(compilecommand|properties|stderr|stdout)").asMatchPredicate();
  private static final Pattern FOLDER_OPTION = Pattern.compile("-Djava\\.io\\.tmpdir=(\\S+)");

  private final Path folder;
  private final List<String> others;

  /**
   * @param folder of temporary files
   * @param others command lines of the other processes that use it
   */
  AbandonedFiles(Path folder, List<String> others) {
    this.folder = folder;
    this.others = List.copyOf(others);
  }

  /** Looks at the folder for temporary files of this JVM. */
  static AbandonedFiles ofThisMachine() {
    String own = folderOption(String.join(" ", ownOptions()));
    List<String> others =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .map(process -> process.info().commandLine().orElse(""))
            .filter(line -> folderOption(line).equals(own))
            .toList();
    return new AbandonedFiles(Path.of(System.getProperty("java.io.tmpdir")), others);
  }

  private static List<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Returns the folder that a command line names; empty if it leaves it to the JVM. */
  private static String folderOption(String commandLine) {
    Matcher option = FOLDER_OPTION.matcher(commandLine);
    return option.find() ? option.group(1) : "";
  }

  /**
   * Deletes them if that is safe. Never fails: they do no harm but to take room.
   *
   * @return how many were deleted
   */
  int delete() {
    if (others.stream().anyMatch(AbandonedFiles::measuresWithoutLock)) {
      return 0;
    }
    Path lock = folder.resolve("jmh.lock");
    if (!Files.exists(lock)) {
      return deleteAll(); // a JMH that measures has made it
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null ? 0 : deleteAll();
    } catch (IOException | OverlappingFileLockException e) {
      return 0; // somebody measures, or the lock is another user's
    }
  }

  private static boolean measuresWithoutLock(String commandLine) {
    return commandLine.contains("-Djmh.ignoreLock=true")
        || commandLine.contains("org.openjdk.jmh.runner.ForkedMain");
  }

  private int deleteAll() {
    int deleted = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.filter(AbandonedFiles::isAbandoned).toList()) {
        deleted += Files.deleteIfExists(each) ? 1 : 0;
      }
    } catch (IOException e) {
      return deleted; // the next is another user's, or the folder is not readable
    }
    return deleted;
  }

  private static boolean isAbandoned(Path file) {
    return ABANDONED.test(file.getFileName().toString()) && Files.isRegularFile(file);
  }
}
