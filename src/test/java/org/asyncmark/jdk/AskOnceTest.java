package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskOnceTest {
  private static final Path JAVA = Path.of("java");
  private static final List<String> VERSION = List.of("-version");

  private final List<String> asked = new ArrayList<>();

  private AskOnce answering(boolean inTime) {
    return new AskOnce(
        (executable, options) -> {
          asked.add(executable + " " + options.get(0));
          return new Ask.Answer(inTime, 0, "answer " + asked.size());
        });
  }

  @Test
  void theSameQuestionIsAskedOnce() throws Exception {
    AskOnce ask = answering(true);
    assertThat(ask.ask(JAVA, VERSION)).isEqualTo(ask.ask(JAVA, VERSION));
    assertThat(asked).containsExactly("java -version");
  }

  @Test
  void anotherExecutableOrOptionIsAnotherQuestion() throws Exception {
    AskOnce ask = answering(true);
    ask.ask(JAVA, VERSION);
    ask.ask(Path.of("other"), VERSION);
    ask.ask(JAVA, List.of("-Xint"));
    assertThat(asked).containsExactly("java -version", "other -version", "java -Xint");
  }

  @Test
  void whatWasNotAnsweredInTimeIsAskedAgain() throws Exception {
    AskOnce ask = answering(false);
    ask.ask(JAVA, VERSION);
    assertThat(ask.ask(JAVA, VERSION).output()).isEqualTo("answer 2");
  }
}
