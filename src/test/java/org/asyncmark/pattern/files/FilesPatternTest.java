package org.asyncmark.pattern.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilesPatternTest {
  private final Pattern pattern = FilesBenchmark.PATTERN;

  @Test
  void theTellingCellIsAHundredFilesTenAtATime() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{fileBytes=16384, files=100, folder=working, limit=10, mechanism=run-in-executor,"
                + " work=read}");
  }

  @Test
  void eachPlatformTaskHasAThreadAndEachFileAtWorkOneElsewhere() {
    assertThat(params(Model.PLATFORM, "files=300")).containsEntry("poolSize", "300");
    assertThat(params(Model.PLATFORM, "files=5000")).containsEntry("poolSize", "1000");
    assertThat(params(Model.FUTURE, "files=300")).containsEntry("poolSize", "10");
    assertThat(params(Model.FUTURE, "files=3")).containsEntry("poolSize", "3");
    assertThat(params(Model.VIRTUAL, "")).doesNotContainKey("poolSize");
    assertThat(threads(Model.PLATFORM, "files=300")).isEqualTo(300);
    assertThat(threads(Model.FUTURE, "files=300")).isEqualTo(10);
    assertThat(threads(Model.LOOP, "files=300")).isEqualTo(10);
    assertThat(threads(Model.VIRTUAL, "files=300")).isZero();
  }

  @Test
  void aPoolThatIsSmallerThanTheLimitIsAnError() {
    assertThatThrownBy(() -> params(Model.FUTURE, "poolSize=9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 10 needs poolSize=10 at least, got 9, which would be the limit instead; raise"
                + " poolSize or lower limit");
  }

  @Test
  void theMechanismSaysWhoMakesTheCallsThatBlock() {
    assertThat(described(Model.PLATFORM))
        .isEqualTo("file-channel (blocking calls on the task's thread)");
    assertThat(described(Model.VIRTUAL)).isEqualTo(described(Model.PLATFORM));
    assertThat(described(Model.FUTURE))
        .isEqualTo("async-channel (on Linux blocking calls on threads of the pool)");
    assertThat(described(Model.LOOP))
        .isEqualTo("run-in-executor (blocking calls on a pool beside the loop)");
  }

  @ParameterizedTest
  @CsvSource({"READ, false", "WRITE, false", "SYNC, true"})
  void onlySyncedFilesAreOpenedSo(Access access, boolean synced) {
    assertThat(access.options().contains(StandardOpenOption.DSYNC)).isEqualTo(synced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEMP | tmpfs | n/a (sync to memory is no sync: folder temp is on tmpfs)",
        "WORKING | ramfs | n/a (sync to memory is no sync: folder working is on ramfs)",
        "TEMP | ext4 | ",
        "TEMP | overlay | ",
      })
  void nothingIsSyncedToMemory(Folder folder, String storeType, String absence) {
    assertThat(folder.noSync(storeType)).isEqualTo(absence);
  }

  @ParameterizedTest
  @EnumSource(Folder.class)
  void onlySyncedWritesDependOnTheFolder(Folder folder) {
    String where = " folder=" + folder.name().toLowerCase(Locale.ROOT);
    assertThat(Cells.cell(pattern, Model.LOOP, "work=read" + where).absence()).isNull();
    assertThat(Cells.cell(pattern, Model.LOOP, "work=write" + where).absence()).isNull();
    assertThat(Cells.cell(pattern, Model.LOOP, "work=sync" + where).absence())
        .isEqualTo(folder.noSync());
  }

  private String described(Model model) {
    return pattern.described(pattern.mechanisms(model, Map.of()).get(0));
  }

  private Map<String, String> params(Model model, String given) {
    return Cells.params(pattern, model, given);
  }

  private int threads(Model model, String given) {
    return pattern.threads(model, Cells.all(Cells.cell(pattern, model, given)));
  }
}
