package org.asyncmark.pattern.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final int PAYLOAD = 10;

  private final BroadcastPlan plan = new BroadcastPlan(1, 0, 3, 1, Overflow.BLOCK, 0, 0, PAYLOAD);
  private final Frames frames = new Frames(plan);
  private final Frames.Reader reader = new Frames.Reader(plan);

  @Test
  void aMessageIsItsLengthItsNumberAndBytesThatMeanNothing() {
    ByteBuffer frame = frames.of(2);
    assertThat(frame.remaining()).isEqualTo(Integer.BYTES + PAYLOAD);
    assertThat(frame.getInt()).isEqualTo(PAYLOAD);
    assertThat(frame.getInt()).isEqualTo(2);
  }

  @Test
  void whoConsumesAMessageLeavesItToTheOthers() {
    frames.of(1).getLong();
    assertThat(frames.of(1).remaining()).isEqualTo(Integer.BYTES + PAYLOAD);
  }

  @Test
  void messagesAreFoundWhereverTheirBytesAreCut() {
    ByteBuffer all = ByteBuffer.allocate(3 * (Integer.BYTES + PAYLOAD));
    all.put(frames.of(0)).put(frames.of(1)).put(frames.of(Deliveries.END)).flip();
    for (int cut = 0; cut < all.limit(); cut++) {
      StringBuilder found = new StringBuilder();
      read(all.slice(0, cut), found);
      read(all.slice(cut, all.limit() - cut), found);
      assertThat(found).as("cut at %d", cut).hasToString("0 1 -1 ");
    }
  }

  @Test
  void aMessageOfAnotherLengthIsRefused() {
    ByteBuffer other = ByteBuffer.allocate(Integer.BYTES + PAYLOAD).putInt(7).clear();
    assertThatThrownBy(() -> reader.next(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("want a message of 10 B, got one of 7 B");
  }

  private void read(ByteBuffer data, StringBuilder found) {
    for (int next = reader.next(data); next != Frames.INCOMPLETE; next = reader.next(data)) {
      found.append(next).append(' ');
    }
  }
}
