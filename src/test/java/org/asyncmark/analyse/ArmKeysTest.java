package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmKeysTest {
  private static Arm foreign(Map<String, String> params) {
    return Arms.of("some.Bench.run", "", "25", params, Map.of("mode", "avgt", "threads", "1"));
  }

  private static List<String> labels(Arm... arms) {
    List<Arm> all = List.of(arms);
    List<ArmKey> telling = ArmKeys.telling(all, null);
    return all.stream().map(arm -> ArmKeys.label(arm, telling)).toList();
  }

  @Test
  void parametersOfPlainJmhKeepTheirNames() {
    assertThat(
            labels(
                foreign(Map.of("model", "small", "leaf", "cpu")),
                foreign(Map.of("model", "large", "leaf", "http"))))
        .containsExactly(
            "some.Bench.run leaf=cpu model=small", "some.Bench.run leaf=http model=large");
  }

  @Test
  void aParameterIsToldFromTheSettingOfItsName() {
    Arm read = foreign(Map.of("mode", "read"));
    Arm rate =
        new Arm(
            read.pattern(),
            "",
            "25",
            read.params(),
            read.own(),
            Map.of("mode", "thrpt", "threads", "1"));
    assertThat(labels(read, foreign(Map.of("mode", "write"))))
        .containsExactly("some.Bench.run mode=read", "some.Bench.run mode=write");
    assertThat(labels(read, foreign(Map.of("mode", "write")), rate))
        .containsExactly(
            "some.Bench.run mode=avgt param:mode=read",
            "some.Bench.run mode=avgt param:mode=write",
            "some.Bench.run mode=thrpt param:mode=read");
  }

  @Test
  void whatEveryCellOfALeafHasAlikeIsNotInTheNames() {
    Map<String, String> http = Map.of("leaf", "http", "payloadBytes", "64", "until", "first");
    assertThat(
            labels(
                Arms.of("wait", "loop", "25", http),
                Arms.of("wait", "loop", "25", Map.of("leaf", "timer", "until", "all"))))
        .containsExactly("wait http until=first loop", "wait timer until=all loop");
    assertThat(
            labels(
                Arms.of("wait", "loop", "25", http),
                Arms.of("wait", "loop", "25", Map.of("leaf", "http", "until", "first")),
                Arms.of("wait", "loop", "25", Map.of("leaf", "timer", "until", "first"))))
        .containsExactly("wait http payloadBytes=64 loop", "wait http loop", "wait timer loop");
  }

  @Test
  void whatIsNotShownHasSettingsAndParametersByName() {
    assertThat(ArmKeys.unshown(List.of(foreign(Map.of("mode", "read", "size", "9"))), List.of()))
        .containsExactly("some.Bench.run: mode=avgt param:mode=read size=9 threads=1");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheWordsOfThoseThereAre() {
    assertThatThrownBy(
            () -> ArmKeys.named("sise", List.of(foreign(Map.of("mode", "read", "size", "9")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a key of the arms, got 'sise'; there are jdk, mode, model, param:mode, pattern,"
                + " size, threads");
  }

  @Test
  void aPatternOfAUserMayHaveParametersOfAnyName() {
    Map<String, String> some = Map.of("pattern", "a", "jdk", "old", "mode", "x");
    Map<String, String> other = Map.of("pattern", "b", "jdk", "old", "mode", "x");
    assertThat(labels(Arms.of("mine", "loop", "25", some), Arms.of("mine", "loop", "25", other)))
        .containsExactly("mine pattern=a loop", "mine pattern=b loop");
  }
}
