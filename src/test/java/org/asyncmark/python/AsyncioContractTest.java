package org.asyncmark.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.Caught;
import org.asyncmark.pattern.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the rules of a pattern's contract over its functions in Python, all in one process, and
 * shows that they catch functions that are wrong. Rules that make no sense there are {@link
 * LeftOut}. Not run where there is no Python that is new enough.
 *
 * @param <S> what the rules are held against
 */
@Tag("any-jdk")
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AsyncioContractTest<S> {
  private final Rule<S>[] rules;
  private PythonProcess process;

  protected AsyncioContractTest(Rule<S>[] rules) {
    this.rules = rules;
  }

  /** Returns what a function of no arguments tells of this Python. */
  protected final boolean isTrue(String function) {
    return (Boolean) new Asyncio(process, Map.of()).now(function);
  }

  /** Returns what has to keep the rules, by the name of its settings. */
  protected abstract Map<String, Function<Asyncio, S>> settings();

  /** Returns the functions that are wrong. */
  protected abstract Stream<Wrong<S>> wrong();

  /**
   * A function that is wrong.
   *
   * @param function what it stands in for
   * @param instead its name, in {@code asyncmark_wrong.py}
   * @param setting in which it is caught, as in {@link #settings}
   * @param caughtBy the rule that has to catch it
   */
  public record Wrong<S>(String function, String instead, String setting, Rule<S> caughtBy) {
    @Override
    public String toString() {
      return instead;
    }
  }

  /** A rule and what has to keep it. */
  public record Each<S>(String setting, Rule<S> rule, Function<Asyncio, S> subject) {
    @Override
    public String toString() {
      return "asyncio " + setting + " " + rule;
    }
  }

  @BeforeAll
  public void start() throws IOException, InterruptedException {
    Optional<Path> python = FoundPython.path();
    assumeTrue(python.isPresent(), "n/a (there is no python3 of 3.11 or newer)");
    process = new PythonProcess(python.get());
  }

  @AfterAll
  public void end() throws IOException, InterruptedException {
    if (process != null) {
      process.close();
    }
  }

  public Stream<Each<S>> kept() {
    return settings().entrySet().stream()
        .flatMap(
            each ->
                Stream.of(rules)
                    .filter(rule -> !LeftOut.isLeftOut(rule))
                    .map(rule -> new Each<>(each.getKey(), rule, each.getValue())));
  }

  public Stream<Wrong<S>> wrongOnes() {
    return wrong();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kept")
  public void asyncioKeepsTheRule(Each<S> each) throws Exception {
    each.rule().check(each.subject().apply(new Asyncio(process, Map.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongOnes")
  public void aFunctionThatIsWrongIsCaught(Wrong<S> wrong) {
    Asyncio asyncio = new Asyncio(process, Map.of(wrong.function(), "wrong." + wrong.instead()));
    S subject = settings().get(wrong.setting()).apply(asyncio);
    asyncio.now("wrong.imported"); // which takes as long as a wait in vain
    Caught.requireBroken(() -> wrong.caughtBy().check(subject));
  }

  @Test
  public void whatIsLeftOutIsARule() {
    assertThat(Stream.of(rules).map(LeftOut::name))
        .containsAll(LeftOut.namesOf(rules[0].getClass()));
  }
}
