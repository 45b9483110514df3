package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerTest {
  // items 0 to 2 are those of producer 0, items 3 to 5 those of producer 1
  private final Ledger ledger =
      new Ledger(
          new QueueShape(16, 2, 2, 6, QueueShutdown.SENTINEL), "queue, model loop, mechanism x");

  @Test
  void producersMayBeMixedAsLongAsEachIsInOrder() {
    putAll();
    take(0, 3, 0, 5);
    take(1, 1, 4, 2);
    assertThatCode(ledger::check).doesNotThrowAnyException();
  }

  @Test
  void anItemThatIsMissingIsNamed() {
    putAll();
    take(0, 0, 1, 2);
    take(1, 3, 5);
    requireBroken("item 1 of producer 1 was not taken");
  }

  @Test
  void anItemThatIsTakenTwiceIsNamed() {
    putAll();
    take(0, 0, 1, 2, 3);
    take(1, 3, 4, 5);
    requireBroken("item 0 of producer 1 was taken twice, the second time by consumer 1");
  }

  @Test
  void itemsOfOneProducerInTheOtherOrderAreNamed() {
    putAll();
    take(0, 0, 2, 1);
    take(1, 3, 4, 5);
    requireBroken("consumer 0 took item 1 of producer 0 after item 2 of producer 0");
  }

  @Test
  void anItemThatNobodyPutIsNamed() {
    putAll();
    take(0, 0, 1, 2, 6);
    take(1, 3, 4, 5);
    requireBroken("consumer 0 took 6, which nobody put");
  }

  @Test
  void moreItemsThanWerePutAreCounted() {
    putAll();
    take(0, 0, 1, 2, 3, 4, 5, 5);
    take(1);
    requireBroken("consumer 0 took 7 items of 6");
  }

  @Test
  void aConsumerThatHasNotEndedIsNamed() {
    putAll();
    take(0, 0, 1, 2, 3, 4, 5);
    requireBroken("consumer 1 had not ended when the op was over");
  }

  @Test
  void theLastOpIsForgotten() {
    producersMayBeMixedAsLongAsEachIsInOrder();
    ledger.clear();
    requireBroken("consumer 0 had not ended when the op was over");
  }

  private void putAll() {
    for (int i = 0; i < 6; i++) {
      ledger.putting(i);
    }
  }

  private void take(int consumer, long... items) {
    for (long item : items) {
      ledger.takenBy(consumer).add(item);
    }
    ledger.takenBy(consumer).end();
  }

  private void requireBroken(String difference) {
    assertThatThrownBy(ledger::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("queue, model loop, mechanism x: " + difference);
  }
}
