package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLockTest {
  @TempDir private Path folder;

  /** Of the whole JVM, whose other tests go by it. */
  private final @Nullable String ignoreLock = System.getProperty("jmh.ignoreLock");

  @BeforeEach
  void forget() {
    System.clearProperty("jmh.ignoreLock");
  }

  @AfterEach
  void restore() {
    if (ignoreLock == null) {
      System.clearProperty("jmh.ignoreLock");
    } else {
      System.setProperty("jmh.ignoreLock", ignoreLock);
    }
  }

  @Test
  void aSecondJobIsRefusedOnOneLine() throws IOException {
    try (JmhLock first = JmhLock.acquire(folder)) {
      assertThatThrownBy(() -> JmhLock.acquire(folder))
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              "another JMH benchmark runs on this machine, and two at once spoil both; wait for"
                  + " its end");
    }
  }

  @Test
  void theLockIsFreeAfterTheJob() throws IOException {
    JmhLock.acquire(folder).close();

    JmhLock.acquire(folder).close();

    assertThat(folder.resolve("jmh.lock")).exists();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> JmhLock.acquire(absent))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted JMH's lock "
                + absent.resolve("jmh.lock")
                + ", it cannot be written; name another folder with -Djava.io.tmpdir=DIR");
  }
}
