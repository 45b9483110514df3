package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.asyncmark.plan.PlannedJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkTest {
  private static Jdk jdk(String name, int feature, String build) {
    return new Jdk(
        name, Path.of("/jdk"), Path.of("/jdk/bin/java"), feature, build, "Vendor", Jdk.HOT_SPOT);
  }

  @Test
  void theLabelIsTheFullBuildAndTheVendor() {
    assertThat(jdk("25", 25, "25.0.3+9-LTS").label()).isEqualTo("25.0.3+9-LTS Vendor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a b", "-x", "25.0.3+9"})
  void aNameThatIsNoFolderNameIsRefused(String name) {
    assertThatThrownBy(() -> jdk(name, 25, "25"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the name of a JDK may have letters, digits, '.', '_' and '-' only, got '"
                + name
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NUL", "con", "Lpt1", "aux.25"})
  void aDeviceOfWindowsIsRefused(String name) {
    assertThatThrownBy(() -> jdk(name, 25, "25"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the name of a JDK may be none that Windows keeps for a device, got '" + name + "'");
  }

  @Test
  void aReleaseOlderThan17IsRefused() {
    assertThatThrownBy(() -> jdk("16", 16, "16.0.2+7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wanted JDK 17 or newer, got 16.0.2+7");
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15+6-Debian-1deb12u1, 17.0.15+6-Debian-1deb12u1",
    "21.0.2+13-jvmci-23.1-b30, 21.0.2+13-jvmci-23.1-b30",
    "26-ea+20-1234, 26-ea+20-1234",
    "25.0.0+36, 25+36",
    "17.0.9+08~ubuntu, 17.0.9+8",
    "17.0.0, 17",
    "1.8.0_392-b08, 1.8",
    "17.0.9_x, 17.0.9",
  })
  void aVersionIsReadEvenIfAVendorLeftTheStandardForm(String build, String version) {
    assertThat(Jdk.parseVersion(build)).hasToString(version);
  }

  @Test
  void whatDoesNotBeginWithANumberIsNoVersion() {
    assertThatThrownBy(() -> Jdk.parseVersion("Hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a version of Java: 'Hello'");
  }

  @Test
  void theKindOfJvmIsInTheLabelUnlessItIsHotSpotOrThereAlready() {
    assertThat(jdk("IBM Corporation", Jdk.HOT_SPOT).label()).isEqualTo("21.0.4+7 IBM Corporation");
    assertThat(jdk("IBM Corporation", "OpenJ9").label())
        .isEqualTo("21.0.4+7 IBM Corporation OpenJ9");
    assertThat(jdk("GraalVM Community", "GraalVM").label()).isEqualTo("21.0.4+7 GraalVM Community");
    assertThat(PlannedJdk.of(jdk("Oracle Corporation", "GraalVM")).again().label())
        .isEqualTo("21.0.4+7 Oracle Corporation GraalVM");
  }

  private static Jdk jdk(String vendor, String vm) {
    return new Jdk("21", Path.of("/j"), Path.of("/j/bin/java"), 21, "21.0.4+7", vendor, vm);
  }
}
