package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.store.ForeignFile.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignFileTest {
  private static final String TEXT = "[\n{\"city\":\"Zürich 東京\"}]";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("a.json");
  }

  private void refused(String text, String message) throws IOException {
    Files.writeString(file(), text);
    assertThatThrownBy(() -> ForeignFile.read(file()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(file() + message);
  }

  @Test
  void unicodeIsReadInEveryOrderOfBytesWithAMarkOrWithout() throws IOException {
    for (String name : new String[] {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"}) {
      for (String mark : new String[] {"", "\uFEFF"}) {
        Files.write(file(), (mark + TEXT).getBytes(Charset.forName(name)));
        assertThat(ForeignFile.read(file()).text()).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void anotherEncodingIsRefusedWithTheLineAndTheByte() throws IOException {
    Files.write(file(), TEXT.replaceAll(" .*", "\"").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ForeignFile.read(file()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            file()
                + " is not in the encoding UTF-8: line 2 has the byte FC; write it again in UTF-8,"
                + " for example with 'iconv -f latin1 -t UTF-8'");
  }

  @Test
  void aPackedFileIsUnpacked() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ForeignFile.read(file()).text()).isEqualTo(TEXT);
  }

  @Test
  void aPackedFileThatIsCutOffIsRefused() throws IOException {
    Files.write(file(), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThatThrownBy(() -> ForeignFile.read(file()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(file() + " cannot be read: ");
  }

  @Test
  void whatIsNotThereIsCalledThat() {
    assertThatThrownBy(() -> ForeignFile.read(file()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("no such file or folder: " + file());
  }

  @Test
  void aFileIsToldByWhatIsInIt() throws IOException {
    assertThat(ForeignFile.read(Files.writeString(file(), " \n[]")).form())
        .isEqualTo(Form.JMH_JSON);
    for (String log :
        new String[] {"#[StartTime: 1]", "Tag=A,0,1,2,x", "0.127,1,2,x", "1e9 1 2 x"}) {
      assertThat(ForeignFile.read(Files.writeString(file(), log)).form())
          .isEqualTo(Form.HISTOGRAM_LOG);
    }
  }

  @Test
  void otherFormatsOfJmhAreRefusedByTheirNames() throws IOException {
    String json = ", which has no single forks; run JMH with '-rf json' and give that file";
    refused("\"Benchmark\",\"Mode\"\n", " is a table that JMH wrote with '-rf csv'" + json);
    refused("\"Benchmark\";\"Mode\"\n", " is a table that JMH wrote with '-rf scsv'" + json);
    refused("Benchmark   Mode  Cnt\n", " is a table that JMH wrote with '-rf text'" + json);
    refused("Benchmark (n)  Mode\n", " is a table that JMH wrote with '-rf text'" + json);
    refused("\\begin{tabular}{r|r}\n", " is a table that JMH wrote with '-rf latex'" + json);
    refused("# JMH version: 1.37\n", " is what JMH prints while it runs" + json);
  }

  @Test
  void whatIsNotKnownIsRefusedWithItsBeginning() throws IOException {
    refused(
        "       Value     Percentile TotalCount 1/(1-Percentile)\n",
        " is a table of percentiles; give the histogram log that it was made from");
    refused(
        "<html>\u001b[1m\n",
        " is neither JMH's JSON nor a histogram log: it begins with '<html> [1m'; give a file that"
            + " 'java -jar ... -rf json' wrote, or the folder of a run");
    refused(" \n", " is empty; give a file of JMH's JSON, a histogram log or the folder of a run");
  }
}
