package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JavaSettingsTest {
  static String golden(String name) throws IOException {
    try (InputStream in = JavaSettingsTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsWhatDebiansJdk17Says() throws IOException {
    assertThat(JavaSettings.parse(golden("java-settings-17.0.15-debian.txt")))
        .contains(
            new JavaSettings(
                "/usr/lib/jvm/java-17-openjdk-amd64",
                "17.0.15+6-Debian-1deb12u1",
                "Debian",
                "",
                "amd64"));
  }

  @Test
  void readsWhatTemurin25Says() throws IOException {
    assertThat(JavaSettings.parse(golden("java-settings-25.0.3-temurin.txt")))
        .contains(
            new JavaSettings(
                "/usr/lib/jvm/temurin-25-jdk-amd64",
                "25.0.3+9-LTS",
                "Eclipse Adoptium",
                "Temurin-25.0.3+9",
                "amd64"));
  }

  @Test
  void whatLacksPropertiesIsFilledIn() {
    assertThat(JavaSettings.parse("Picked up X\n    java.version = 17.0.1\r\n"))
        .contains(new JavaSettings("", "17.0.1", "unknown vendor", "", ""));
  }

  @Test
  void outputWithoutAVersionIsNoJava() {
    assertThat(JavaSettings.parse("Python 3.11.2\njava.version = 17")).isEmpty();
  }
}
