package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks each question once and remembers the answer: what a runtime says of itself does not change
 * while a verb runs. An answer that did not come in time is asked for again.
 */
final class AskOnce implements Ask {
  private final Ask ask;
  private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

  private record Question(Path executable, List<String> options) {
    private Question {
      options = List.copyOf(options);
    }
  }

  AskOnce(Ask ask) {
    this.ask = ask;
  }

  @Override
  public Answer ask(Path executable, List<String> options)
      throws IOException, InterruptedException {
    Question question = new Question(executable, options);
    Answer known = answers.get(question);
    if (known != null) {
      return known;
    }
    Answer answer = ask.ask(executable, options);
    if (answer.inTime()) {
      answers.put(question, answer);
    }
    return answer;
  }
}
