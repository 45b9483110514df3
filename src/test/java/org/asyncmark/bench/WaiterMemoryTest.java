package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class WaiterMemoryTest {
  static Stream<Arguments> waits() {
    return Model.available().stream()
        .flatMap(model -> Stream.of(WaitedFor.values()).map(what -> Arguments.of(model, what)));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void tasksWaitUntilTheyAreEndedAndNoThreadIsLeft(Model model, WaitedFor what) throws Exception {
    long before = parkedThreads();
    Parked parked = Parked.of(model, what);
    parked.add(20);
    parked.add(0);
    parked.add(5);
    assertThat(parkedThreads() - before).isEqualTo(model == Model.PLATFORM ? 25 : 0);
    parked.close();
    parked.close();
    assertThat(parkedThreads()).isEqualTo(before);
  }

  @Test
  void platformThreadsAndColdVirtualThreadsAreKeptToWhatFits() {
    assertThat(WaiterMemory.most(Model.PLATFORM, true)).isEqualTo(10_000);
    assertThat(WaiterMemory.most(Model.VIRTUAL, false)).isEqualTo(100_000);
    assertThat(WaiterMemory.most(Model.VIRTUAL, true)).isEqualTo(1_000_000);
    assertThat(WaiterMemory.most(Model.LOOP, false)).isEqualTo(1_000_000);
  }

  private static long parkedThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parked-"))
        .count();
  }
}
