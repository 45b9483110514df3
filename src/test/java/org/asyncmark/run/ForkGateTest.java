package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.measure.TurnGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ForkGateTest {
  private static final long LONG_MILLIS = 20_000;

  private final ForkGate gate = ForkGate.open();

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void aForkThatStandsAtItsGateIsKnownByItsProcess() throws IOException {
    try (Socket fork = fork()) {
      arrive(fork);
      assertThat(gate.await(LONG_MILLIS)).isEqualTo(ForkGate.Arrival.AT_GATE);
      assertThat(gate.pid()).hasValue(4711);
    }
  }

  @Test
  void aForkGoesOnWhenItsGateIsOpened() throws IOException {
    try (Socket fork = fork()) {
      arrive(fork);
      gate.await(LONG_MILLIS);
      gate.go();
      assertThat(fork.getInputStream().read()).isEqualTo(TurnGate.GO);
    }
  }

  @Test
  void aForkThatDiesInItsTurnHasEnded() throws IOException {
    try (Socket fork = fork()) {
      arrive(fork);
      gate.await(LONG_MILLIS);
    }
    gate.go();
    assertThat(gate.await(LONG_MILLIS)).isEqualTo(ForkGate.Arrival.ENDED);
  }

  @Test
  void aForkThatDoesNotComeInTimeIsLate() {
    assertThat(gate.await(1)).isEqualTo(ForkGate.Arrival.LATE);
    assertThat(gate.pid()).isEmpty();
  }

  @Test
  void aForkThatHangsInItsTurnIsLate() throws IOException {
    try (Socket fork = fork()) {
      arrive(fork);
      gate.await(LONG_MILLIS);
      gate.go();
      assertThat(gate.await(1)).isEqualTo(ForkGate.Arrival.LATE);
    }
  }

  @Test
  void whoWaitsForAForkThatNeverConnectsIsToldWhenTheGateIsClosed() {
    CompletableFuture<ForkGate.Arrival> waiting =
        CompletableFuture.supplyAsync(() -> gate.await(LONG_MILLIS));
    gate.close();
    assertThat(waiting.join()).isEqualTo(ForkGate.Arrival.ENDED);
  }

  private Socket fork() throws IOException {
    return new Socket(TurnGate.HOST, gate.port());
  }

  private static void arrive(Socket fork) throws IOException {
    new DataOutputStream(fork.getOutputStream()).writeLong(4711);
    fork.getOutputStream().write(TurnGate.AT_GATE);
  }
}
