package org.asyncmark.pattern.queue;

import static org.asyncmark.pattern.Caught.requireBroken;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.queue.WrongRelay.Mistake;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
@Timeout(10)
class QueueContractCanFailTest {
  private final List<WrongRelay> opened = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void aModelWithAMistakeIsCaught(Mistake mistake) {
    try {
      requireBroken(() -> mistake.caughtBy().check(subject(mistake), QueueShutdown.SENTINEL));
    } finally {
      opened.forEach(WrongRelay::endAll);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsMistakeItKeepsEveryRule(QueueContract rule) throws Exception {
    try {
      rule.check(subject(null), QueueShutdown.SENTINEL);
    } finally {
      opened.forEach(WrongRelay::endAll);
    }
  }

  private QueueContract.Subject subject(@Nullable Mistake mistake) {
    return new QueueContract.Subject() {
      @Override
      public Relay open(QueueShape shape, ScriptedLeaf leaf) {
        WrongRelay relay = new WrongRelay(shape, leaf.blocking(), mistake);
        opened.add(relay);
        return relay;
      }

      @Override
      public int capacity() {
        return 2;
      }
    };
  }
}
