package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.asyncmark.analyse.ArmForks;

/** A file in a folder that JMH might have written, and what was read of it. */
record JmhText(Path folder) {
  static final String VALID =
      """
      [{"jmhVersion":"1.37","benchmark":"org.some.Bench.run","mode":"avgt","threads":2,"forks":2,
        "jdkVersion":"25.0.3","vmName":"OpenJDK 64-Bit Server VM","vmVersion":"25.0.3+9-LTS",
        "params":{"size":"10"},
        "primaryMetric":{"score":4.5,"scoreError":"NaN","scoreUnit":"us/op",
          "rawData":[[1.0,9.0,3.0],[5.0,"NaN",7.0]]},
        "secondaryMetrics":{"·gc.alloc.rate.norm":{"scoreUnit":"B/op","rawData":[[24.0],[24.0]]}}}]
      """;

  /** What is noted of {@link #VALID}. */
  static final String NAN = "org.some.Bench.run size=10: NaN in 1 of 6 values: left out";

  /** Returns {@link #VALID} with other data of the forks. */
  static String withRaw(String raw) {
    return VALID.replace("\"rawData\":[[1.0,9.0,3.0],[5.0,\"NaN\",7.0]]", raw);
  }

  /** Returns the results of two files in one array. */
  static String joined(String some, String other) {
    return some.strip().replaceFirst("]$", ",") + other.strip().substring(1);
  }

  Path file() {
    return folder.resolve("a.json");
  }

  Imported read(String text) throws IOException {
    return JmhImport.read(ForeignFile.read(Files.writeString(file(), text)));
  }

  ArmForks arm(String text) throws IOException {
    return read(text).run().arms().get(0);
  }

  /** Asserts what is noted, without the name of the file. */
  void noted(String text, String... notes) throws IOException {
    assertThat(read(text).notes())
        .containsExactly(Stream.of(notes).map(note -> file() + ": " + note).toArray(String[]::new));
  }
}
