package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class YoungGenerationTest {
  @Test
  void itIsFilledUntilItIsCollected() {
    long before = collections();
    YoungGeneration.fill();
    assertThat(collections()).isGreaterThan(before);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
