package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections of one backend, without sockets, in a time that only the tests move on. */
class StallTest {
  private static final SocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 40_000);

  private long nowNanos;
  private final List<EmbeddedChannel> connections = new ArrayList<>();
  private final Replies replies = new Replies(() -> 3, new Stall(() -> nowNanos));
  private final EmbeddedChannel connection = connect(LOOPBACK);

  @AfterEach
  void close() {
    connections.forEach(EmbeddedChannel::close);
  }

  private EmbeddedChannel connect(SocketAddress remote) {
    EmbeddedChannel opened =
        new EmbeddedChannel(new LeafHandler(replies)) {
          @Override
          protected SocketAddress remoteAddress0() {
            return remote;
          }
        };
    opened.freezeTime();
    connections.add(opened);
    return opened;
  }

  private static void ask(EmbeddedChannel of, HttpMethod method, String pathAndQuery) {
    of.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, pathAndQuery));
  }

  private void get(String pathAndQuery) {
    ask(connection, HttpMethod.GET, pathAndQuery);
  }

  /** Asks for a stall on a connection of its own; returns what it is answered with. */
  private String stall(String query) {
    EmbeddedChannel own = connect(LOOPBACK);
    ask(own, HttpMethod.POST, "/stall" + query);
    return String.join("", answers(own));
  }

  /** Returns status and body of all that was answered since it was last looked at. */
  private static List<String> answers(EmbeddedChannel of) {
    List<String> answers = new ArrayList<>();
    FullHttpResponse response = of.readOutbound();
    while (response != null) {
      answers.add(response.status().code() + " " + response.content().toString(UTF_8));
      response.release();
      response = of.readOutbound();
    }
    return answers;
  }

  private List<String> answers() {
    return answers(connection);
  }

  private void pass(long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    for (EmbeddedChannel each : connections) {
      each.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
      each.runScheduledPendingTasks();
    }
  }

  @Test
  void itIsAnsweredWithNothingAtOnce() {
    assertThat(stall("?millis=60000")).isEqualTo("204 ");
  }

  @Test
  void aLeafIsAnsweredWhenItIsOverAndNotBefore() {
    stall("?millis=500");
    get("/leaf?bytes=1");
    pass(499);
    assertThat(answers()).isEmpty();
    pass(1);
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void whatCameMeanwhileIsAnsweredInOrder() {
    stall("?millis=500");
    get("/leaf?bytes=16&index=1");
    pass(100);
    get("/connections");
    get("/leaf?bytes=16&index=2");
    pass(400);
    assertThat(answers())
        .containsExactly("200 0000000000000001", "200 3\n", "200 0000000000000002");
  }

  @Test
  void aLeafThatCameBeforeAndIsDueMeanwhileWaits() {
    get("/leaf?bytes=1&delayMicros=100000");
    stall("?millis=500");
    pass(499);
    assertThat(answers()).isEmpty();
    pass(1);
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void aDelayPassesMeanwhileAndMayOutlastIt() {
    stall("?millis=500");
    get("/leaf?bytes=1&delayMicros=800000");
    pass(799);
    assertThat(answers()).isEmpty();
    pass(1);
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void otherPathsAndRefusalsAreAnsweredMeanwhile() {
    stall("?millis=500");
    get("/connections");
    get("/leaf?bytes=x");
    assertThat(answers())
        .containsExactly("200 3\n", "400 bytes: want a whole number from 0 to 1048576, got 'x'\n");
  }

  @Test
  void aLongerOneMeanwhileExtendsIt() {
    stall("?millis=500");
    get("/leaf?bytes=1");
    pass(300);
    stall("?millis=400");
    pass(399);
    assertThat(answers()).isEmpty();
    pass(1);
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void aShorterOneMeanwhileChangesNothing() {
    stall("?millis=500");
    pass(300);
    stall("?millis=100");
    get("/leaf?bytes=1");
    pass(199);
    assertThat(answers()).isEmpty();
    pass(1);
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void aConnectionThatIsClosedMeanwhileLeavesNoTimer() {
    stall("?millis=500");
    get("/leaf?bytes=1&delayMicros=1");
    pass(1);
    connection.pipeline().fireChannelInactive(); // close would end timers by itself
    assertThat(connection.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        "nothing | millis: want a whole number from 1 to 60000, got none",
        "?millis=0 | millis: want a whole number from 1 to 60000, got '0'",
        "?millis=60001 | millis: want a whole number from 1 to 60000, got '60001'",
        "?millis=1.5 | millis: want a whole number from 1 to 60000, got '1.5'",
        "?millis=1&millis=2 | parameter millis is given 2 times: give it once",
        "?seconds=1 | unknown parameter 'seconds'; choose from millis",
      })
  void aBadTimeIsRefusedWithWhatToAsk(String query, String line) {
    assertThat(stall(query == null ? "" : query))
        .isEqualTo("400 " + line + "; for example POST /stall?millis=500\n");
    get("/leaf?bytes=1");
    assertThat(answers()).containsExactly("200 .");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    get("/stall?millis=500");
    FullHttpResponse response = connection.readOutbound();
    assertThat(response.status().code()).isEqualTo(405);
    assertThat(response.headers().get(HttpHeaderNames.ALLOW)).isEqualTo("POST");
    assertThat(response.content().toString(UTF_8))
        .isEqualTo("method GET is not served: want POST\n");
    response.release();
  }

  @Test
  void aSenderOnAnotherMachineIsRefused() {
    EmbeddedChannel other = connect(new InetSocketAddress("192.0.2.1", 40_000));
    ask(other, HttpMethod.POST, "/stall?millis=500");
    get("/leaf?bytes=1");
    assertThat(answers(other))
        .containsExactly(
            "403 /stall wants a sender on this machine, got /192.0.2.1:40000: ask 127.0.0.1\n");
    assertThat(answers()).containsExactly("200 .");
  }
}
