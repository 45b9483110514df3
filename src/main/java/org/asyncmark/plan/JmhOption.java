package org.asyncmark.plan;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of JMH 1.37, and what becomes of each behind {@code --}: it is applied, or it is
 * refused with the reason and what to use instead.
 */
enum JmhOption {
  ITERATIONS("i"),
  TIME("r"),
  WARM_UP_ITERATIONS("wi"),
  WARM_UP_TIME("w"),
  JVM_ARGS("jvmArgs"),
  JVM_ARGS_APPEND("jvmArgsAppend"),
  JVM_ARGS_PREPEND("jvmArgsPrepend"),
  /** Applied if it is {@code gc}, which every fork has. */
  PROFILER("prof"),

  FORKS("f", "each round has one fork of each arm; use --rounds"),
  WARM_UP_FORKS("wf", "every fork is warmed up by itself and scored; leave it out"),
  JVM("jvm", "a JVM is chosen by its JDK; use --jdk or --jdk-home"),
  PARAM("p", "parameters are checked against the pattern; use --param"),
  EXCLUDES("e", "what is measured is chosen by its name; use --pattern, --model and --param"),
  TIMEOUT("to", "a fork that hangs is ended at its deadline; use --deadline"),
  THREADS("t", "the load is a closed loop of one caller; leave it out"),
  THREAD_GROUPS("tg", "the load is a closed loop of one caller; leave it out"),
  SYNC_ITERATIONS("si", "one caller waits for no other one; leave it out"),
  MODE("bm", "the time of every op is recorded, in whatever mode; leave it out"),
  BATCH_SIZE("bs", "an op is one call; leave it out"),
  WARM_UP_BATCH_SIZE("wbs", "an op is one call; leave it out"),
  OPS_PER_INVOCATION("opi", "an op is one call; leave it out"),
  TIME_UNIT("tu", "a table has the unit that suits its values; leave it out"),
  GC("gc", "the time of these collections is in no plan; leave it out"),
  FAIL_ON_ERROR("foe", "a fork that fails is recorded and the run goes on; leave it out"),
  VERBOSITY("v", "what went wrong in a fork is read from JMH's usual output; leave it out"),
  OUTPUT("o", "what JMH says is in stdout.log of each fork; leave it out"),
  RESULT("rff", "JMH's results are in the folder jmh of the run; use --results"),
  RESULT_FORMAT("rf", "JMH's results are in the folder jmh of the run, as JSON; leave it out"),
  WARM_UP_MODE("wm", "a fork measures one benchmark; leave it out"),
  WARM_UP_BENCHMARKS("wmb", "a fork measures one benchmark; leave it out"),
  LIST("l", "it measures nothing; use the verb list"),
  LIST_PARAMS("lp", "it measures nothing; use the verb list"),
  LIST_FORMATS("lrf", "it measures nothing; use the verb jmh"),
  LIST_PROFILERS("lprof", "it measures nothing; use the verb jmh"),
  HELP("h", "it measures nothing; use the verb jmh");

  private final String word;
  private final @Nullable String refusal;

  JmhOption(String word) {
    this(word, null);
  }

  JmhOption(String word, @Nullable String refusal) {
    this.word = word;
    this.refusal = refusal;
  }

  /** Returns the option without its dash. */
  String word() {
    return word;
  }

  /** Returns why it is not applied and what to use instead; nothing if it is applied. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Tells whether a value follows it. */
  boolean hasValue() {
    return switch (this) {
      case LIST, LIST_PARAMS, LIST_FORMATS, LIST_PROFILERS, HELP -> false;
      default -> true;
    };
  }

  static JmhOption of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst().orElseThrow();
  }
}
