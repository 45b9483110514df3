package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private final ResultCheck check = new ResultCheck("event", Model.LOOP, "x");

  @Test
  void eachWaiterOnceIsRight() {
    Releases releases = arrived(2);
    long since = System.nanoTime();
    releases.released(1);
    releases.released(0);
    assertThatCode(() -> releases.requireEachOnce(check, since)).doesNotThrowAnyException();
    assertThat(releases.firstNanos(since)).isBetween(0L, releases.lastNanos(since));
  }

  @Test
  void aWaiterThatDidNotWaitIsAnError() {
    Releases releases = new Releases(1);
    releases.released(0);
    assertThatThrownBy(() -> releases.requireEachOnce(check, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event, model loop, mechanism x: waiter 0 of 1 did not wait");
  }

  @Test
  void aWaiterThatWasForgottenIsAnError() {
    Releases releases = arrived(2);
    releases.released(0);
    assertThatThrownBy(() -> releases.requireEachOnce(check, 0))
        .hasMessage("event, model loop, mechanism x: waiter 1 of 2 was let go 0 times");
  }

  @Test
  void aWaiterThatWasLetGoTwiceIsAnError() {
    Releases releases = arrived(1);
    releases.released(0);
    releases.released(0);
    assertThatThrownBy(() -> releases.requireEachOnce(check, 0))
        .hasMessage("event, model loop, mechanism x: waiter 0 of 1 was let go 2 times");
  }

  @Test
  void aWaiterThatDidNotWaitForTheCallerIsAnError() {
    Releases releases = arrived(1);
    releases.released(0);
    long since = System.nanoTime() + 1;
    assertThatThrownBy(() -> releases.requireEachOnce(check, since))
        .hasMessage("event, model loop, mechanism x: waiter 0 of 1 was let go too early");
  }

  @Test
  void aNewOpBeginsFromNothing() {
    Releases releases = arrived(1);
    releases.released(0);
    releases.clear();
    assertThat(releases.times(0)).isZero();
    assertThatThrownBy(() -> releases.requireEachOnce(check, 0))
        .hasMessageEndingWith("did not wait");
  }

  private static Releases arrived(int waiters) {
    Releases releases = new Releases(waiters);
    for (int i = 0; i < waiters; i++) {
      releases.arrives(i);
    }
    return releases;
  }
}
