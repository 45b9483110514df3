package org.asyncmark.leaf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.asyncmark.backend.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 99, 100, 123_456, 999_999_999, 1_000_000_000, Integer.MAX_VALUE})
  void theRequestLineHasTheTargetAndTheIndex(int index) {
    HttpRequest request = new HttpRequest(new HttpTarget(8080, 250, 32));
    ByteBuffer out = ByteBuffer.allocate(request.maxBytes());
    request.encode(index, out);
    assertThat(new String(out.array(), 0, out.position(), US_ASCII))
        .isEqualTo(
            "GET /leaf?delayMicros=250&bytes=32&index="
                + index
                + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
  }

  @Test
  void anotherServerIsNamedInTheRequest() {
    ServerAddress server = new ServerAddress("some.host", 81);
    HttpRequest request =
        new HttpRequest(new HttpTarget(server, LeafPlan.always(Duration.ZERO), 32));
    ByteBuffer out = ByteBuffer.allocate(request.maxBytes());
    request.encode(0, out);
    assertThat(new String(out.array(), 0, out.position(), US_ASCII))
        .endsWith(" HTTP/1.1\r\nHost: some.host:81\r\n\r\n");
  }

  @Test
  void theDelayAndTheStatusAreThoseOfTheIndex() {
    LeafPlan plan =
        new LeafPlan() {
          @Override
          public Duration delay(int index) {
            return Duration.ofMillis(index);
          }

          @Override
          public boolean fails(int index) {
            return index == 60_000;
          }
        };
    HttpRequest request = new HttpRequest(new HttpTarget(8080, plan, 32));
    ByteBuffer out = ByteBuffer.allocate(request.maxBytes());
    request.encode(60_000, out);
    assertThat(new String(out.array(), 0, out.position(), US_ASCII))
        .startsWith("GET /leaf?delayMicros=60000000&bytes=32&index=60000&status=503 HTTP/1.1\r\n");
    out.clear();
    request.encode(0, out);
    assertThat(new String(out.array(), 0, out.position(), US_ASCII))
        .startsWith("GET /leaf?delayMicros=0&bytes=32&index=0 HTTP/1.1\r\n");
  }

  @Test
  void targetsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpTarget(0, 0, 16))
        .withMessage("port: want 1 to 65535, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpTarget(1, -1, 16))
        .withMessage("delayMicros: want 0 to 60000000, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpTarget(1, 0, 15))
        .withMessage("bytes: want 16 to 1048576, got 15");
  }
}
