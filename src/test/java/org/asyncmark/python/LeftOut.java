package org.asyncmark.python;

import java.util.List;
import java.util.Map;
import org.asyncmark.pattern.Rule;

/** The rules of contracts that are not held against Python, and why. */
final class LeftOut {
  private static final Map<String, String> REASONS =
      Map.of(
          "LockContract.MANY_TURNS_NEED_NO_STACK",
          "40 000 leaves take seconds over the line, and a call too deep is an error after 1 000",
          "PitfallsContract.EVERY_TASK_IS_DONE_WHETHER_IT_HOLDS_A_MONITOR_OR_A_LOCK",
          "there are no monitors",
          "RetryContract.A_LONG_RETRY_IS_NOT_NESTED",
          "5 000 attempts take seconds over the line, and a call too deep is an error after 1 000",
          "RetryContract.NO_FAILURE_IS_KEPT_ONCE_THE_NEXT_ATTEMPT_HAS_FAILED",
          "the line itself keeps what leaves threw",
          "TimeoutContract.A_DEADLINE_THAT_IS_MET_LEAVES_NO_TIMER",
          "it looks at the heap of this process",
          "FilesContract.NO_FILE_IS_OPEN_AFTER_THE_OP",
          "it looks at the descriptors of this process",
          "FilesContract.AN_INTERRUPTED_CALLER_LEAVES_NO_FILE_OPEN",
          "it looks at the descriptors of this process, and interrupts before there is a call",
          "TimeoutContract.A_DEADLINE_TAKES_NO_THREAD",
          "it counts the threads of this process",
          "WaitersContract.CLOSE_ENDS_WAITERS_THAT_NOBODY_LETS_GO",
          "they end with their loop, and that is the loop of all calls");

  private LeftOut() {}

  static boolean isLeftOut(Rule<?> rule) {
    return REASONS.containsKey(name(rule));
  }

  /** Returns the name of a rule with that of its contract. */
  static String name(Rule<?> rule) {
    return contract(rule.getClass()) + "." + rule;
  }

  /** Returns the names of those of a contract. */
  static List<String> namesOf(Class<?> contract) {
    return REASONS.keySet().stream()
        .filter(each -> each.startsWith(contract(contract) + "."))
        .toList();
  }

  /** A constant with a body is of a class of its own. */
  private static String contract(Class<?> rule) {
    return (rule.isEnum() ? rule : rule.getSuperclass()).getSimpleName();
  }
}
