package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a program that differs as short as it can: takes statements out, puts the inside of a
 * statement in its place, and shortens times, as long as the traces are still different.
 */
final class Shrinker {
  private static final Set<String> WITH_A_TIME =
      Set.of("sleep", "timeout", "waitfor", "waittask", "reschedule");

  private final Fuzzer fuzzer;

  Shrinker(Fuzzer fuzzer) {
    this.fuzzer = fuzzer;
  }

  /** Returns a comparison of which no single step makes a shorter one that differs. */
  Comparison shrink(Comparison differing) throws Exception {
    Comparison shortest = differing;
    for (Optional<Comparison> next = Optional.of(differing); next.isPresent(); ) {
      shortest = next.get();
      next = shorter(shortest);
    }
    return shortest;
  }

  private Optional<Comparison> shorter(Comparison differing) throws Exception {
    for (Statement candidate : simpler(differing.program().root())) {
      Comparison comparison = fuzzer.compare(differing.program().with(candidate));
      if (comparison.differs()) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /** Returns all statements that one step makes of this one, with itself left in its place. */
  private static List<Statement> simpler(Statement statement) {
    List<Statement> simpler = new ArrayList<>();
    List<Statement> body = statement.body();
    for (int i = 0; i < body.size(); i++) {
      simpler.add(statement.withBody(replaced(body, i, List.of())));
    }
    for (int i = 0; i < body.size(); i++) {
      if (!body.get(i).body().isEmpty()) {
        simpler.add(statement.withBody(replaced(body, i, body.get(i).body())));
      }
    }
    for (int i = 0; i < body.size(); i++) {
      for (Statement inside : simpler(body.get(i))) {
        simpler.add(statement.withBody(replaced(body, i, List.of(inside))));
      }
    }
    if (WITH_A_TIME.contains(statement.op()) && statement.arg(0).matches("[1-9]")) {
      List<String> args = new ArrayList<>(statement.args());
      args.set(0, Integer.toString(statement.number(0) - 1));
      simpler.add(new Statement(statement.op(), args, body));
    }
    return simpler;
  }

  private static List<Statement> replaced(
      List<Statement> statements, int index, List<Statement> by) {
    List<Statement> replaced = new ArrayList<>(statements.subList(0, index));
    replaced.addAll(by);
    replaced.addAll(statements.subList(index + 1, statements.size()));
    return replaced;
  }
}
