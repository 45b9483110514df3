package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class JmhOptionsTest {
  private static final ForkSettings QUICK = new ForkSettings(6_000, 1, 500, 4, 250);

  private static JmhOptions options(String... words) {
    return JmhOptions.of(List.of(words));
  }

  @Test
  void everyOptionThatJmhHasIsInTheTable() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(help, true, StandardCharsets.UTF_8));
      new CommandLineOptions().showHelp();
    } finally {
      System.setOut(before);
    }
    assertThat(
            Pattern.compile("(?m)^  -(\\w+) ")
                .matcher(help.toString(StandardCharsets.UTF_8))
                .results()
                .map((MatchResult option) -> option.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JmhOption.values()).map(JmhOption::word).toList());
  }

  @ParameterizedTest
  @EnumSource
  void anOptionThatIsNotAppliedIsRefusedByNameWithTheReason(JmhOption option) {
    if (option.refusal().isPresent()) {
      String[] words =
          option.hasValue()
              ? new String[] {"-" + option.word(), "1"}
              : new String[] {"-" + option.word()};
      assertThatThrownBy(() -> options(words))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "JMH options after --: -"
                  + option.word()
                  + " is not taken: "
                  + option.refusal().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -f 3 | -f is not taken: each round has one fork of each arm; use --rounds
          -r 2s -p fanOut=3 | -p is not taken: parameters are checked against the pattern; use --param
          --jvm=/usr/bin/java | -jvm is not taken: a JVM is chosen by its JDK; use --jdk or --jdk-home
          -t4 | -t is not taken: the load is a closed loop of one caller; leave it out
          -prof stack | -prof stack is not taken: a profiler is part of what is measured; use the verb profile
          gather | 'gather' is not taken: patterns are chosen by name; use --pattern
          -r 1s -- -i 2 | '-i' is not taken: patterns are chosen by name; use --pattern
          -r soon | Cannot parse argument 'soon' of option r
          -r 0s | -r wants whole milliseconds from 1ms to 1day, got 0 SECONDS
          -w 1500us | -w wants whole milliseconds from 1ms to 1day, got 1500 MICROSECONDS
          -r 25hr | -r wants whole milliseconds from 1ms to 1day, got 25 HOURS
          -i 0 | Cannot parse argument '0' of option i. The given value 0 should be positive
          -i 10001 | -i wants 1 to 10000, got 10001
          -wi 0 | -wi wants 1 to 10000, got 0
          -i 2 -i 3 | Found multiple arguments for option i, but you asked for only one
          -i | Option i requires an argument
          -q 1 | q is not a recognized option
          """)
  void aWrongWordIsOneLineThatSaysWhatToDo(String words, String message) {
    assertThatThrownBy(() -> options(words.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JMH options after --: " + message);
  }

  @Test
  void iterationsAndTimesReplaceThoseOfThePresetAndMoveTheDeadline() {
    assertThat(options("-i", "3", "-r", "2s", "-wi=2", "-w750ms").applyTo(QUICK))
        .isEqualTo(new ForkSettings(6_000, 2, 750, 3, 2_000));
  }

  @Test
  void whatIsNotGivenIsThePresets() {
    assertThat(options().applyTo(QUICK)).isEqualTo(QUICK);
    assertThat(options("-prof", "gc").applyTo(QUICK)).isEqualTo(QUICK);
  }

  @Test
  void flagsAreSplitAtSpacesOutsideDoubleQuotes() {
    assertThat(options("-jvmArgsAppend", "-Xmx2g  \"-Dx=a b\" -Dy=\"c d\"").jvmFlags())
        .containsExactly("-Xmx2g", "-Dx=a b", "-Dy=c d");
  }

  @Test
  void allThreeKindsOfFlagsAreTakenInJmhsOrder() {
    assertThat(
            options("-jvmArgsAppend", "-Dc=3", "-jvmArgs", "-Db=2", "-jvmArgsPrepend", "-Da=1")
                .jvmFlags())
        .containsExactly("-Da=1", "-Db=2", "-Dc=3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -r 1s -i 3 | -r-1s-i-3
          -jvmArgsAppend -XX:+UseG1GC | -UseG1GC
          -jvmArgsAppend -Dx=/tmp/a | -Dxtmpa
          """)
  void theNameOfARunTellsItFromOneWithoutOptions(String words, String label) {
    assertThat(options(words.split(" ")).label()).isEqualTo(label);
  }

  @Test
  void withoutOptionsTheNameIsThePresets() {
    assertThat(options().label()).isEmpty();
  }
}
