package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArmGroupsTest {
  @Test
  void eachSizeOfAPoolIsHeldAgainstTheSameSizeOfTheBase() {
    List<Arm> arms =
        List.of(
            arm("platform", "task", "8"),
            arm("platform", "task", "64"),
            arm("virtual", "task", ""),
            arm("future", "leaf", "8"),
            arm("future", "leaf", "64"));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, arms)))
        .containsExactly(
            "platform 8, virtual, future 8", //
            "platform 64, virtual, future 64");
  }

  @Test
  void sizesThatTheBaseDoesNotHaveAreHeldAgainstItsOne() {
    List<Arm> arms =
        List.of(
            arm("platform", "task", "100"),
            arm("future", "leaf", "1"),
            arm("future", "leaf", "64"),
            arm("virtual", "task", ""));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, arms)))
        .containsExactly("platform 100, virtual, future 1, future 64");
  }

  @Test
  void mechanismsAreHeldAgainstTheFirstOfTheBase() {
    List<Arm> arms =
        List.of(
            arm("platform", "fair", "10"),
            arm("platform", "unfair", "10"),
            arm("platform", "pool", ""),
            arm("loop", "turns", ""));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, arms)))
        .containsExactly("platform 10, platform 10, platform, loop");
  }

  @Test
  void aMechanismWithAPoolIsHeldAgainstOneWithout() {
    List<Arm> arms = List.of(arm("platform", "executor", "100"), arm("platform", "thread", ""));
    assertThat(labels(ArmGroups.over(ArmKey.MECHANISM, arms)))
        .containsExactly("platform 100, platform");
  }

  @Test
  void twoSizesOfAPoolAreNotComparedAsMechanisms() {
    List<Arm> arms =
        Stream.of("8", "64")
            .flatMap(size -> Stream.of("fair", "unfair").map(each -> arm("platform", each, size)))
            .toList();
    assertThat(labels(ArmGroups.over(ArmKey.MECHANISM, arms)))
        .containsExactly("platform 8, platform 8", "platform 64, platform 64");
  }

  @Test
  void aMechanismIsNamedWithTheSizeOfItsPool() {
    assertThat(ArmKeys.value(arm("platform", "executor", "100"), ArmKey.MECHANISM))
        .isEqualTo("executor, pool 100");
    assertThat(ArmKeys.value(arm("platform", "thread", ""), ArmKey.MECHANISM)).isEqualTo("thread");
  }

  @Test
  void betweenJdksASizeIsAGroupOfItsOwn() {
    List<Arm> arms =
        Stream.of("17", "25")
            .flatMap(jdk -> Stream.of("8", "64").map(size -> arm("platform", "task", size).on(jdk)))
            .toList();
    assertThat(labels(ArmGroups.over(ArmKey.JDK, arms)))
        .containsExactly("platform 8, platform 8", "platform 64, platform 64");
  }

  @Test
  void asyncioStandsLastInTheGroupOfEveryJdk() {
    List<Arm> arms =
        List.of(
            asyncio("py3.11"),
            arm("loop", "turns", "").on("17"),
            arm("platform", "task", "8").on("17"),
            arm("loop", "turns", ""));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, arms)))
        .containsExactly("platform 8, loop, asyncio", "loop, asyncio");
  }

  void asyncioStandsBesideEachSizeOfAPool() {
    List<Arm> arms =
        List.of(arm("platform", "task", "8"), arm("platform", "task", "64"), asyncio("py3.11"));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, arms)))
        .containsExactly("platform 8, asyncio", "platform 64, asyncio");
  }

  void asyncioStandsBesideNoOtherParameters() {
    Arm other = asyncio("py3.11").with("fanOut", Value.of("7"));
    assertThat(labels(ArmGroups.over(ArmKey.MODEL, List.of(arm("loop", "turns", ""), other))))
        .containsExactly("loop");
  }

  void pythonsAloneAreNoGroupOfModels() {
    assertThat(ArmGroups.over(ArmKey.MODEL, List.of(asyncio("py3.11"), asyncio("py3.13"))))
        .isEmpty();
  }

  void betweenJdksAsyncioIsHeldAgainstOtherPythonsAlone() {
    List<Arm> arms =
        List.of(arm("loop", "turns", "").on("17"), arm("loop", "turns", ""), asyncio("py3.11"));
    assertThat(labels(ArmGroups.over(ArmKey.JDK, arms))).containsExactly("loop, loop");
    List<Arm> more = Stream.concat(arms.stream(), Stream.of(asyncio("py3.13"))).toList();
    assertThat(labels(ArmGroups.over(ArmKey.JDK, more)))
        .containsExactly("loop, loop", "asyncio, asyncio");
  }

  private static Arm asyncio(String python) {
    return arm("asyncio", "asyncio", "").on(python);
  }

  private static Arm arm(String model, String mechanism, String poolSize) {
    Map<String, String> own =
        poolSize.isEmpty()
            ? Map.of("mechanism", mechanism)
            : Map.of("mechanism", mechanism, "poolSize", poolSize);
    return Arms.of("gather", model, "25", own);
  }

  private static List<String> labels(List<List<Arm>> groups) {
    return groups.stream()
        .map(
            group ->
                String.join(
                    ", ",
                    group.stream()
                        .map(
                            arm ->
                                arm.model()
                                    + ArmKey.POOL_SIZE.in(arm).map(size -> " " + size).orElse(""))
                        .toList()))
        .toList();
  }
}
