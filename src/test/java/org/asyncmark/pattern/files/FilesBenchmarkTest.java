package org.asyncmark.pattern.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class FilesBenchmarkTest {
  private static final ResultCheck CHECK = new ResultCheck("files", Model.LOOP, "x");

  /** Recorders say so where nobody reads them. */
  static final HdrProfiler READER = new HdrProfiler();

  @TempDir private Path dir;

  @Test
  void nothingIsLeftOfTheFiles() throws Exception {
    FilesBenchmark benchmark = benchmark(Access.WRITE);
    benchmark.setUp();
    Path folder = folder(benchmark);
    benchmark.allFiles();
    assertThat(folder.toFile().list()).hasSize(3);
    benchmark.tearDown();
    assertThat(folder).doesNotExist();
  }

  @Test
  void nothingIsLeftOfTheFilesAfterAFailure() throws Exception {
    FilesBenchmark benchmark = benchmark(Access.READ);
    benchmark.setUp();
    Path folder = folder(benchmark);
    Files.delete(benchmark.fileWork.path(1));
    assertThatThrownBy(benchmark::allFiles)
        .isExactlyInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(benchmark::tearDown).isInstanceOf(NoSuchFileException.class);
    assertThat(folder).doesNotExist();
  }

  @Test
  void anOpThatMiscountsAFileIsAFailure() throws Exception {
    try (TextFiles files = TextFiles.create(dir, 1, 10)) {
      FileWork work = new FileWork(files, Access.READ, 10);
      work.ended(0, new TextCounts(1, 2, 3));
      assertThatThrownBy(() -> work.requireDone(CHECK))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "files, model loop, mechanism x: file 0 has 0 lines, 1 words, 10 characters; counted"
                  + " 1 lines, 2 words, 3 characters");
    }
  }

  @Test
  void anOpThatWritesNothingIsAFailure() throws Exception {
    try (TextFiles files = TextFiles.create(dir, 1, 100)) {
      FileWork work = new FileWork(files, Access.WRITE, 10);
      work.requireDone(CHECK);
      work.begin();
      assertThatThrownBy(() -> work.requireDone(CHECK))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "files, model loop, mechanism x: file 0 holds 100 bytes, not the 100 that it was to"
                  + " get");
    }
  }

  @Test
  void anExecutorThatIsNoServiceIsRefused() throws Exception {
    try (TextFiles files = TextFiles.create(dir, 1, 10)) {
      FileLeaves leaves = new FileLeaves(new FileWork(files, Access.READ, 10), 1);
      assertThatThrownBy(() -> leaves.future(null, Runnable::run))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("asynchronous channels want an ExecutorService, got ");
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void carriersAreCountedOnceVirtualThreadsHaveRun() throws Exception {
    try (ModelExecutor tasks = ModelExecutor.open(Model.VIRTUAL, 1)) {
      assertThat(tasks.executor().submit(Carriers::alive).get()).isPositive();
    }
  }

  @Test
  void threadsOfPoolsAreNoCarriers() throws Exception {
    int before = Carriers.alive();
    ExecutorService pool = Executors.newWorkStealingPool(3);
    try {
      assertThat(pool.submit(Carriers::alive).get()).isEqualTo(before);
    } finally {
      pool.shutdown();
    }
  }

  private static Path folder(FilesBenchmark benchmark) {
    return benchmark.fileWork.path(0).getParent();
  }

  private static FilesBenchmark benchmark(Access access) {
    return new Small(access);
  }

  /** Three small files on a loop. */
  private static final class Small extends FilesBenchmark {
    Small(Access access) {
      model = Model.LOOP;
      mechanism = Mechanism.IDIOMATIC;
      work = access;
      files = 3;
      fileBytes = 100;
      limit = 2;
      folder = Folder.TEMP;
    }
  }
}
