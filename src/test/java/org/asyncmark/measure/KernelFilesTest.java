package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTest {
  @TempDir Path root;

  @Test
  void theFirstLineIsReadWithoutItsBlanks() throws IOException {
    KernelFiles files = new FakeKernel(root).with("proc/x", " tsc \nhpet").files();
    assertThat(files.line("proc/x")).isEqualTo("tsc");
  }

  @Test
  void anAbsentFileHasNoLineAndNoNumber() {
    KernelFiles files = new KernelFiles(root);
    assertThat(files.lines("proc/x")).isEmpty();
    assertThat(files.line("proc/x")).isNull();
    assertThat(files.number("proc/x")).isNull();
    assertThat(files.exists("proc/x")).isFalse();
  }

  @Test
  void anEmptyFileHasNoLine() throws IOException {
    assertThat(new FakeKernel(root).with("proc/x", "").files().line("proc/x")).isNull();
  }

  @Test
  void aNumberMayBeNegative() throws IOException {
    assertThat(new FakeKernel(root).with("proc/x", "-1").files().number("proc/x")).isEqualTo(-1);
  }

  @Test
  void aWordIsNoNumber() throws IOException {
    assertThat(new FakeKernel(root).with("proc/x", "max").files().number("proc/x")).isNull();
  }
}
