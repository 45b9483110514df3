package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(10)
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessUsageTest {
  private static final int HANDOVERS = 2_000;

  @Test
  void aThreadThatHasEndedStaysInTheCounts() throws InterruptedException {
    ProcessUsage before = ProcessUsage.sample().orElseThrow();
    SynchronousQueue<Integer> queue = new SynchronousQueue<>();
    Thread giver =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < HANDOVERS; i++) {
                  queue.put(i);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    giver.start();
    for (int i = 0; i < HANDOVERS; i++) {
      queue.take();
    }
    giver.join();
    ProcessUsage used = ProcessUsage.sample().orElseThrow().since(before);
    assertThat(used.voluntarySwitches()).isPositive();
    assertThat(used.involuntarySwitches()).isNotNegative();
  }

  @Test
  void processorTimeGrowsWithWork() {
    ProcessUsage before = ProcessUsage.sample().orElseThrow();
    long until = System.nanoTime() + 50_000_000;
    long spins = 0;
    while (System.nanoTime() < until) {
      spins++;
    }
    assertThat(spins).isPositive();
    assertThat(ProcessUsage.sample().orElseThrow().since(before).cpuMicros()).isGreaterThan(10_000);
  }
}
