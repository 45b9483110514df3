package org.asyncmark.pattern.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.pattern.breaker.Breaker.State;

/** What a breaker has to do, written down a second time and without a trick, for one thread. */
final class Definition {
  private final BreakerRule rule;
  private final List<Boolean> ends = new ArrayList<>(); // true for a failure
  private State state = State.CLOSED;
  private Duration open = Duration.ZERO;
  private int probing;
  private int states;

  Definition(BreakerRule rule) {
    this.rule = rule;
  }

  State state() {
    return state;
  }

  /** Returns how many states there were; a call that is older than the last counts for nothing. */
  int states() {
    return states;
  }

  void advance(Duration time) {
    open = open.plus(time);
  }

  boolean passes() {
    if (state == State.OPEN && open.compareTo(Duration.ofMillis(rule.openMillis())) > 0) {
      enter(State.HALF_OPEN);
    }
    if (state == State.HALF_OPEN && probing < rule.probes()) {
      probing++;
      return true;
    }
    return state == State.CLOSED;
  }

  void ended(boolean failed) {
    ends.add(failed);
    int judged = state == State.CLOSED ? rule.window() : rule.probes();
    if (ends.size() > judged) {
      ends.remove(0);
    }
    if (ends.size() == judged) {
      long failures = ends.stream().filter(each -> each).count();
      if (failures * 100 >= (long) rule.thresholdPercent() * judged) {
        enter(State.OPEN);
      } else if (state == State.HALF_OPEN) {
        enter(State.CLOSED);
      }
    }
  }

  void released() {
    if (state == State.HALF_OPEN) {
      probing--;
    }
  }

  private void enter(State next) {
    state = next;
    states++;
    ends.clear();
    probing = 0;
    open = Duration.ZERO;
  }
}
