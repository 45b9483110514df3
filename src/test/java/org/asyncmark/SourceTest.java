package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static Properties built(String dirty) {
    Properties built = new Properties();
    built.setProperty("commit", COMMIT);
    built.setProperty("committedUtc", "2026-11-21T07:08:09Z");
    built.setProperty("dirty", dirty);
    return built;
  }

  @Test
  void aJarNamesTheCommitThatItWasBuiltFromWhereverItLies(@TempDir Path folder) throws Exception {
    Path jar = Files.write(folder.resolve("any.jar"), "abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(Source.of(jar, built("false")))
        .isEqualTo(
            new Source(
                "0123456",
                false,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                COMMIT,
                "2026-11-21T07:08:09Z"));
  }

  @Test
  void whatWasBuiltOutOfChangedFilesIsDirty(@TempDir Path classes) {
    assertThat(Source.of(classes, built("true")))
        .isEqualTo(new Source("0123456", true, "classes", COMMIT, "2026-11-21T07:08:09Z"));
  }

  @Test
  void whatWasBuiltWithoutGitNamesNoCommit(@TempDir Path classes) {
    Properties built = new Properties();
    built.setProperty("dirty", "true");
    assertThat(Source.of(classes, built)).isEqualTo(new Source("nogit", false, "classes"));
  }

  @Test
  void theBuildHasWrittenWhatTheRunningClassesAre() {
    Source running = Source.ofRunningCode();
    if (Files.exists(Path.of(".git"))) {
      assertThat(running.commit()).matches("[0-9a-f]{40}").startsWith(running.git());
      assertThat(running.committedUtc()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    } else {
      assertThat(running.git()).isEqualTo("nogit");
    }
  }

  @Test
  void theSourceOfARunBeforeItsCommitWasKeptIsRead() throws Exception {
    String kept = "{\"git\":\"0123456\",\"dirty\":true,\"jarSha256\":\"00\"}";
    ObjectMapper mapper = new ObjectMapper();
    Source read = mapper.readValue(kept, Source.class);
    assertThat(read).isEqualTo(new Source("0123456", true, "00"));
    assertThat(mapper.writeValueAsString(read)).isEqualTo(kept);
  }

  @Test
  void codeIsOfACommitIfItNamesOneAndHasNoChanges() {
    assertThat(new Source("0123456", false, "").committed()).isTrue();
    assertThat(new Source("0123456", true, "").committed()).isFalse();
    assertThat(new Source("nogit", false, "").committed()).isFalse();
  }

  @Test
  void whatWasMeasuredIsToldWithItsChanges() {
    assertThat(new Source("0123456", false, "").inWords()).isEqualTo("commit 0123456");
    assertThat(new Source("0123456", true, "").inWords())
        .isEqualTo("commit 0123456 and changes that are not committed");
    assertThat(new Source("nogit", false, "").inWords()).isEqualTo("code of no known commit");
  }
}
