package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "OpenJDK 64-Bit Server VM"));
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
                "OpenJDK 64-Bit Server VM"));
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

  @ParameterizedTest
  @CsvSource({
    "OpenJDK 64-Bit Server VM, Eclipse Adoptium, Temurin-25.0.3+9, 25.0.3+9-LTS, HotSpot",
    "Java HotSpot(TM) 64-Bit Server VM, Oracle Corporation, '', 25.0.1+8-LTS-27, HotSpot",
    "Eclipse OpenJ9 VM, IBM Corporation, 21.0.4.1, 21.0.4+7-LTS, OpenJ9",
    "OpenJDK 64-Bit Server VM, GraalVM Community, GraalVM CE 21.0.2+13.1, 21.0.2+13, GraalVM",
    "Java HotSpot(TM) 64-Bit Server VM, Oracle Corporation, Oracle GraalVM 25+37.1, 25+37, GraalVM",
    "OpenJDK 64-Bit Server VM, BellSoft, '', 17.0.9+11-jvmci-23.0-b21, GraalVM",
    "Zing 64-Bit Tiered VM, 'Azul Systems, Inc.', '', 21.0.4+4, Zing 64-Bit Tiered VM",
    "'', V, '', 21, HotSpot",
  })
  void theKindOfJvmIsToldByWhatTheJvmSays(
      String name, String vendor, String vendorVersion, String build, String kind) {
    assertThat(new JavaSettings("", build, vendor, vendorVersion, name).vm()).isEqualTo(kind);
  }
}
