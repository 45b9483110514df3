package org.asyncmark.leaf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseDecoderTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private final HttpResponseDecoder decoder = new HttpResponseDecoder();

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private String body() {
    return new String(decoder.body(), ISO_8859_1);
  }

  @Test
  void aWholeResponseIsDecodedAtOnce() throws Exception {
    assertThat(decoder.feed(bytes(OK))).isTrue();
    assertThat(decoder.status()).isEqualTo(200);
    assertThat(body()).isEqualTo("hello");
    assertThat(decoder.keepAlive()).isTrue();
  }

  static List<String> responses() {
    return List.of(
        OK,
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        "HTTP/1.1 404 \r\nX: \r\ncontent-LENGTH:\t 5 \t\r\nConnection: close\r\n\r\nhello",
        "HTTP/1.1 503\r\nContent-Length: 5\r\nContent-Length: 05\r\n\r\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nLink: a\r\n\r\n" + OK,
        "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(3000) + "\r\nContent-Length: 5\r\n\r\nhello");
  }

  @ParameterizedTest
  @MethodSource("responses")
  void byteByByteIsTheSameAsAtOnce(String response) throws Exception {
    HttpResponseDecoder whole = new HttpResponseDecoder();
    assertThat(whole.feed(bytes(response))).isTrue();
    for (int i = 0; i < response.length() - 1; i++) {
      assertThat(decoder.feed(bytes(response.substring(i, i + 1)))).as("byte %d", i).isFalse();
    }
    assertThat(decoder.feed(bytes(response.substring(response.length() - 1)))).isTrue();
    assertThat(decoder.status()).isEqualTo(whole.status());
    assertThat(decoder.keepAlive()).isEqualTo(whole.keepAlive());
    assertThat(body()).isEqualTo("hello");
  }

  @Test
  void directBuffersAreReadAsWell() throws Exception {
    ByteBuffer direct = ByteBuffer.allocateDirect(OK.length()).put(bytes(OK)).flip();
    assertThat(decoder.feed(direct)).isTrue();
    assertThat(body()).isEqualTo("hello");
  }

  @Test
  void bytesOfTheNextResponseStayInTheBuffer() throws Exception {
    ByteBuffer two = bytes(OK + OK.replace("hello", "world"));
    assertThat(decoder.feed(two)).isTrue();
    assertThat(two.remaining()).isEqualTo(OK.length());
    assertThat(decoder.feed(two)).isTrue();
    assertThat(two.remaining()).isEqualTo(OK.length());
    decoder.reset();
    assertThat(decoder.feed(two)).isTrue();
    assertThat(body()).isEqualTo("world");
  }

  @ParameterizedTest
  @CsvSource({
    "close, false",
    "CLOSE, false",
    "'keep-alive, Close', false",
    "keep-alive, true",
    "closed, true",
    "'', true"
  })
  void connectionCloseIsHonoured(String value, boolean keepAlive) throws Exception {
    decoder.feed(
        bytes("HTTP/1.1 200 OK\r\nConnection: " + value + "\r\nContent-Length: 0\r\n\r\n"));
    assertThat(decoder.keepAlive()).isEqualTo(keepAlive);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n"
      })
  void statusesWithoutABodyAreCompleteAfterTheHeader(String response) throws Exception {
    assertThat(decoder.feed(bytes(response + "x"))).isTrue();
    assertThat(decoder.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ICY 200 OK | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599,"
            + " got 'ICY 200 OK'",
        "HTTP/1.0 200 OK | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599,"
            + " got 'HTTP/1.0 200 OK'",
        "HTTP/1.1 20 OK | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599,"
            + " got 'HTTP/1.1 20 OK'",
        "HTTP/1.1 600 OK | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599,"
            + " got 'HTTP/1.1 600 OK'",
        "HTTP/1.1 2000 | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599,"
            + " got 'HTTP/1.1 2000'",
        "'' | bad status line: want 'HTTP/1.1 ' and a status from 100 to 599, got ''",
        "HTTP/1.1 101 Switching | status 101: nobody asked to switch protocols",
        "HTTP/1.1 200 OK;A: 1; | no Content-Length: want one, got status 200 with 1 other headers",
        "HTTP/1.1 200 OK;Transfer-Encoding: chunked"
            + " | Transfer-Encoding 'chunked': want Content-Length",
        "HTTP/1.1 200 OK;Content-Length: -1"
            + " | Content-Length: want 0 to 1048576 bytes, got '-1'",
        "HTTP/1.1 200 OK;Content-Length: +1"
            + " | Content-Length: want 0 to 1048576 bytes, got '+1'",
        "HTTP/1.1 200 OK;Content-Length:" + " | Content-Length: want 0 to 1048576 bytes, got ''",
        "HTTP/1.1 200 OK;Content-Length: 5, 5"
            + " | Content-Length: want 0 to 1048576 bytes, got '5, 5'",
        "HTTP/1.1 200 OK;Content-Length: 18446744073709551621"
            + " | Content-Length: want 0 to 1048576 bytes, got '18446744073709551621'",
        "HTTP/1.1 200 OK;Content-Length: 1048577"
            + " | Content-Length: want 0 to 1048576 bytes, got '1048577'",
        "HTTP/1.1 200 OK;Content-Length: 5;Content-Length: 6"
            + " | two Content-Lengths: want one, got 5 and 6",
        "HTTP/1.1 200 OK;A: 1; folded | header continued on a second line (obs-fold): want one"
            + " line a header, got ' folded'",
        "HTTP/1.1 200 OK;A | bad header line: want 'name: value', got 'A'",
        "HTTP/1.1 200 OK;: 1 | bad header line: want 'name: value', got ': 1'",
        "HTTP/1.1 200 OK;A : 1 | bad header line: want 'name: value', got 'A : 1'",
        "HTTP/1.1 200 OK;A: ~ | control character 0 in header line 'A: ?'",
        "HTTP/1.1 200 OK;A: ^b | control character 13 in header line 'A: ?b'",
      })
  void whatIsNoGoodResponseIsNamed(String lines, String message) {
    assertThatThrownBy(
            () ->
                decoder.feed(
                    bytes(
                        lines.replace(";", "\r\n").replace('^', '\r').replace('~', '\0')
                            + "\r\n\r\n")))
        .isInstanceOf(HttpProtocolException.class)
        .hasMessage(message);
  }

  @Test
  void aLongBadLineIsCutInTheMessage() {
    assertThatThrownBy(() -> decoder.feed(bytes("x".repeat(61) + "\r\n")))
        .hasMessageEndingWith("got '" + "x".repeat(60) + "...'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nA: ", "", "HTTP/1.1 100 C\r\n\r\n"})
  void anEndlessHeaderIsRefusedAtTheLimit(String start) throws Exception {
    String filler = start.endsWith("\r\n\r\n") ? start.repeat(600) : "x".repeat(8193);
    String text = (start + filler).substring(0, 8193);
    assertThat(decoder.feed(bytes(text.substring(0, 8192)))).isFalse();
    assertThatThrownBy(() -> decoder.feed(bytes(text.substring(8192))))
        .isInstanceOf(HttpProtocolException.class)
        .hasMessage("header too big: want at most 8192 bytes");
  }

  @Test
  void theBodyLimitIsInclusive() throws Exception {
    assertThat(decoder.feed(bytes(OK.replace("5", "1048576")))).isFalse();
    decoder.reset();
    assertThatThrownBy(() -> decoder.feed(bytes(OK.replace("5", "1048577"))))
        .hasMessage("Content-Length: want 0 to 1048576 bytes, got '1048577'");
  }

  @Test
  void theEndOfTheInputTellsHowMuchCame() throws Exception {
    assertThatThrownBy(decoder::endOfInput)
        .isInstanceOf(HttpProtocolException.class)
        .hasMessage("connection closed before the response");
    decoder.feed(bytes(OK.substring(0, 9)));
    assertThatThrownBy(decoder::endOfInput)
        .isInstanceOf(HttpProtocolException.class)
        .hasMessage("connection closed in the header of the response, after 9 bytes");
    decoder.feed(bytes(OK.substring(9, OK.length() - 1)));
    assertThatThrownBy(decoder::endOfInput)
        .isInstanceOf(HttpProtocolException.class)
        .hasMessage("connection closed in the body of the response, after 4 of 5 bytes");
    decoder.feed(bytes(OK.substring(OK.length() - 1)));
    decoder.endOfInput();
  }

  @Test
  void aFailedDecoderWantsAReset() throws Exception {
    assertThatThrownBy(() -> decoder.feed(bytes("x\r\n"))).isNotNull();
    assertThatThrownBy(() -> decoder.feed(bytes(OK)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the response has failed; reset the decoder first");
    decoder.reset();
    assertThat(decoder.feed(bytes(OK))).isTrue();
  }

  @Test
  void anIncompleteResponseHasNoStatus() {
    assertThatThrownBy(decoder::status)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the response is not complete");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutatedResponsesCompleteFailOrWantMoreAndNothingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> seeds = responses();
    int complete = 0;
    int failed = 0;
    int wantMore = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutate(text, random);
      }
      ByteBuffer in = bytes(text.toString());
      decoder.reset();
      try {
        boolean done = false;
        while (!done && in.hasRemaining()) {
          int piece = Math.min(in.remaining(), 1 + random.nextInt(40));
          done = decoder.feed(in.slice(in.position(), piece));
          in.position(in.position() + piece);
        }
        if (done) {
          complete++;
          assertThat(decoder.body()).hasSizeLessThanOrEqualTo(text.length());
        } else {
          wantMore++;
          assertThatThrownBy(decoder::endOfInput).isInstanceOf(HttpProtocolException.class);
        }
      } catch (HttpProtocolException e) {
        failed++;
      }
    }
    assertThat(List.of(complete, failed, wantMore)).allMatch(count -> count > 100);
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + 1 + random.nextInt(12));
    switch (random.nextInt(5)) {
      case 0 -> text.setCharAt(at, (char) random.nextInt(256));
      case 1 -> text.insert(at, (char) random.nextInt(256));
      case 2 -> text.delete(at, Math.max(at, Math.min(to, text.length() - 1)));
      case 3 -> text.insert(at, text.substring(at, to));
      default -> text.insert(at, "9".repeat(1 + random.nextInt(25)));
    }
  }
}
