package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocatedBytesTest {
  private static final int BYTES = 10_000_000;

  @SuppressWarnings("unused") // so that the allocation is not left out
  private volatile byte[] kept = new byte[0];

  @Test
  void whatAThreadAllocatedIsCounted() {
    AllocatedBytes before = AllocatedBytes.now();
    kept = new byte[BYTES];
    assertThat(AllocatedBytes.now().since(before).orElseThrow()).isBetween(1L * BYTES, 2L * BYTES);
  }

  @Test
  void whatAThreadAllocatedThatHasEndedIsCountedWhereTheJvmKnowsTheTotal()
      throws InterruptedException {
    AllocatedBytes before = AllocatedBytes.now();
    Thread thread = new Thread(() -> kept = new byte[BYTES]);
    thread.start();
    thread.join();
    boolean total = before.total().isPresent();
    long counted = AllocatedBytes.now().since(before).orElseThrow();
    assertThat(counted).isBetween(total ? 1L * BYTES : 0L, 2L * BYTES);
  }
}
