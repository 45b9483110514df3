package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCodeTest {
  @TempDir private Path folder;

  @Test
  void aJarThatChangesIsNotTheOneThatWasNamed() throws IOException {
    Path jar = Files.writeString(folder.resolve("own.jar"), "as it was");
    OwnJar known = new OwnJar("own.jar", Source.sha256(jar));
    OwnCode own = new OwnCode(List.of(known), List.of(jar), "suite.jar:own.jar");
    assertThatCode(own::requireUnchanged).doesNotThrowAnyException();
    Files.writeString(jar, "as it is");
    assertThatThrownBy(own::requireUnchanged)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted "
                + jar
                + " as it was when the run began, found it changed; put it back and go on with run"
                + " --resume: the block that was measured last is not kept");
    Files.delete(jar);
    assertThatThrownBy(own::requireUnchanged).isInstanceOf(EnvironmentException.class);
  }

  @Test
  void withoutJarsNothingChanges() {
    assertThatCode(OwnCode.NONE::requireUnchanged).doesNotThrowAnyException();
  }
}
