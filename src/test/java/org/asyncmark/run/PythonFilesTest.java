package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PythonFilesTest {
  private final PythonFiles files = new PythonFiles();

  @AfterEach
  void delete() throws IOException {
    files.delete();
  }

  @Test
  void thePythonSideIsUnpackedOnceForAllForks() {
    Path folder = files.folder();
    assertThat(folder.resolve("__main__.py")).hasSameTextualContentAs(source("__main__.py"));
    assertThat(folder.resolve("asyncmark/fork.py"))
        .hasSameTextualContentAs(source("asyncmark/fork.py"));
    assertThat(files.folder()).isEqualTo(folder);
  }

  @Test
  void whatAPythonCompiledGoesWithIt() throws IOException {
    Path folder = files.folder();
    Path compiled = Files.createDirectory(folder.resolve("asyncmark/__pycache__"));
    Files.createFile(compiled.resolve("fork.cpython-311.pyc"));
    files.delete();
    assertThat(folder).doesNotExist();
  }

  @Test
  void behindItsEndNoForkIsStarted() throws IOException {
    files.delete();
    assertThatThrownBy(files::folder)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a fork was started behind the end of its run");
  }

  private static Path source(String name) {
    return Path.of("src/main/python", name);
  }
}
