package org.asyncmark.pattern.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.fanout.FanOut;

/** What every model must do with files: each constant is one rule. */
enum FilesContract implements Rule<FilesContract.Subject> {
  COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS {
    @Override
    public void check(Subject subject) throws Exception {
      for (int chunkBytes : List.of(1, 2, 3, 7, 1_000)) {
        try (Op op = new Op(subject, Access.READ, chunkBytes)) {
          op.run();
          op.require(() -> op.work.requireDone(CHECK));
        }
      }
    }
  },

  EACH_RESULT_IS_THAT_OF_ITS_FILE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Access access : Access.values()) {
        try (Op op = new Op(subject, access, 1_000)) {
          assertThat(op.run()).isEqualTo(LongStream.range(0, FILES).boxed().toList());
        }
      }
    }
  },

  A_FILE_HOLDS_WHAT_WAS_WRITTEN_LAST {
    @Override
    public void check(Subject subject) throws Exception {
      for (Access access : List.of(Access.WRITE, Access.SYNC)) {
        try (Op op = new Op(subject, access, BYTES / 2)) {
          for (int turn = 0; turn < 2; turn++) {
            op.run();
            op.require(() -> op.work.requireAllWritten(CHECK));
          }
        }
      }
    }
  },

  NO_MORE_FILES_THAN_THE_LIMIT_ARE_OPEN_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      try (Op op = new Op(subject, Access.READ, 1)) {
        op.run();
        op.require(() -> op.opened.times().requireAll(FILES));
        assertThat(op.opened.times().mostAtOnce(FILES)).isLessThanOrEqualTo(LIMIT);
      }
    }
  },

  A_FILE_THAT_IS_MISSING_FAILS_THE_OP_AND_COSTS_NO_PERMIT {
    @Override
    public void check(Subject subject) throws Exception {
      try (Op op = new Op(subject, Access.READ, 7)) {
        Files.delete(op.files.path(1));
        for (int failed = 0; failed <= LIMIT; failed++) {
          assertThatThrownBy(op::run)
              .isExactlyInstanceOf(ExecutionException.class)
              .hasCauseInstanceOf(NoSuchFileException.class);
        }
        Files.write(op.files.path(1), op.files.text(1, 0).utf8());
        op.run();
        op.require(() -> op.work.requireDone(CHECK));
      }
    }
  },

  NO_FILE_IS_OPEN_AFTER_THE_OP {
    @Override
    public void check(Subject subject) throws Exception {
      for (Access access : Access.values()) {
        try (Op op = new Op(subject, access, 1_000)) {
          op.run();
          assertThat(op.open()).isZero();
        }
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_FILE_OPEN {
    @Override
    public void check(Subject subject) throws Exception {
      try (Op op = new Op(subject, Access.READ, 1)) {
        Thread.currentThread().interrupt();
        try {
          assertThatThrownBy(op::run).isInstanceOf(InterruptedException.class);
        } finally {
          Thread.interrupted(); // if nobody has seen it
        }
        while (op.open() > 0) { // ended by the test's time limit
          Thread.onSpinWait();
        }
      }
    }
  };

  static final int FILES = 5;
  private static final int BYTES = 300;
  private static final int LIMIT = 2;
  private static final ResultCheck CHECK = new ResultCheck("files", Model.PLATFORM, "x");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Opens what is under test, over files. */
  @FunctionalInterface
  interface Subject {
    Opened open(FileWork work, int limit);
  }

  /** What is under test, and the times that files note. */
  record Opened(FanOut fan, LeafTimes times) {}

  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  /** Files, and what is done with them. */
  private static final class Op implements AutoCloseable {
    private final TextFiles files;
    private final FileWork work;
    private final Opened opened;

    Op(Subject subject, Access access, int chunkBytes) throws IOException {
      files = TextFiles.create(Folder.TEMP.path().toRealPath(), FILES, BYTES);
      work = new FileWork(files, access, chunkBytes);
      opened = subject.open(work, LIMIT);
    }

    List<Long> run() throws ExecutionException, InterruptedException {
      opened.times().clear();
      work.begin();
      return opened.fan().run(FILES);
    }

    /** Holds a check of production, whose failure is one of the rule. */
    void require(Check check) throws IOException {
      try {
        check.run();
      } catch (IllegalStateException e) {
        throw new AssertionError(e);
      }
    }

    /** Returns how many of the files this JVM has open, as far as Linux tells; 0 elsewhere. */
    long open() throws IOException {
      if (!Files.isDirectory(DESCRIPTORS)) {
        return 0;
      }
      try (Stream<Path> all = Files.list(DESCRIPTORS)) {
        return all.filter(this::isOfMine).count();
      }
    }

    private boolean isOfMine(Path descriptor) {
      try {
        Path target = Files.readSymbolicLink(descriptor);
        return target.startsWith(files.path(0).getParent());
      } catch (IOException e) {
        return false; // closed meanwhile
      }
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }
}
