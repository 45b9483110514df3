package org.asyncmark.pattern.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final int MESSAGES = 4;

  @Test
  void underBlockEveryMessageIsThereInOrder() {
    Deliveries op = deliveries(Overflow.BLOCK);
    take(op, 0, 1, 2, 3);
    assertThatCode(op::check).doesNotThrowAnyException();
    assertThat(op.lost()).isZero();
  }

  @Test
  void aMessageThatIsMissingIsCounted() {
    Deliveries op = deliveries(Overflow.BLOCK);
    take(op, 0, 1, 2);
    requireBroken(op, "subscriber 0 got 3 and lost 0 of 4 messages");
  }

  @Test
  void aMessageTooManyIsCounted() {
    Deliveries op = deliveries(Overflow.BLOCK);
    take(op, 0, 1, 2, 3, 3);
    requireBroken(op, "subscriber 0 got 5 and lost 0 of 4 messages");
  }

  @Test
  void messagesInTheOtherOrderAreNamed() {
    Deliveries op = deliveries(Overflow.BLOCK);
    take(op, 0, 2, 1, 3);
    requireBroken(op, "subscriber 0 got message 2 after message 0");
  }

  @Test
  void underBlockNothingMayBeLost() {
    Deliveries op = deliveries(Overflow.BLOCK);
    op.dropped(0);
    take(op, 1, 2, 3);
    requireBroken(op, "subscriber 0 lost 1 messages, for which to wait");
  }

  @Test
  void underDropOldestGapsAreCounted() {
    Deliveries op = deliveries(Overflow.DROP_OLDEST);
    op.dropped(0);
    op.dropped(0);
    take(op, 1, 3);
    assertThatCode(op::check).doesNotThrowAnyException();
    assertThat(op.lost()).isEqualTo(2);
  }

  @Test
  void underDropOldestTheNewestArrives() {
    Deliveries op = deliveries(Overflow.DROP_OLDEST);
    op.dropped(0);
    take(op, 0, 1, 2);
    requireBroken(op, "subscriber 0 did not get the newest message");
  }

  @Test
  void underDropOldestNoMessageComesTwice() {
    Deliveries op = deliveries(Overflow.DROP_OLDEST);
    take(op, 0, 1, 1, 3);
    requireBroken(op, "subscriber 0 got message 1 after message 1");
  }

  @Test
  void oneThatIsDisconnectedHasAPrefix() {
    Deliveries op = deliveries(Overflow.DISCONNECT);
    op.disconnected(0, 2);
    assertThat(op.isRefused(0, 1)).isFalse();
    assertThat(op.isRefused(0, 2)).isTrue();
    take(op, 0, 1);
    assertThatCode(op::check).doesNotThrowAnyException();
    assertThat(op.lost()).isEqualTo(2);
  }

  @Test
  void oneThatIsDisconnectedHasNoGap() {
    Deliveries op = deliveries(Overflow.DISCONNECT);
    op.disconnected(0, 2);
    take(op, 1, 2);
    requireBroken(op, "subscriber 0 got message 1 first");
  }

  @Test
  void aSubscriberThatHasNotEndedIsNamed() {
    requireBroken(deliveries(Overflow.BLOCK), "subscriber 0 had not ended when the op was over");
  }

  @Test
  void theLastOpIsForgotten() {
    Deliveries op = deliveries(Overflow.DROP_OLDEST);
    op.dropped(0);
    take(op, 1, 2, 3);
    op.clear();
    assertThat(op.lost()).isZero();
    assertThat(op.taken(0)).isEmpty();
    requireBroken(op, "subscriber 0 had not ended when the op was over");
  }

  private static Deliveries deliveries(Overflow overflow) {
    return new WatchedDeliveries(new BroadcastPlan(1, 0, MESSAGES, 2, overflow, 0, 0, 0));
  }

  private static void take(Deliveries op, int... messages) {
    for (int message : messages) {
      op.took(0, message);
    }
    op.ended(0);
  }

  private static void requireBroken(Deliveries op, String difference) {
    assertThatThrownBy(op::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broadcast, model loop, mechanism x: " + difference);
  }
}
