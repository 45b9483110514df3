package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.Backend;
import org.asyncmark.backend.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerCheckTest {
  private static ServerCheck of(int port) {
    return new ServerCheck(new ServerAddress("127.0.0.1", port), 64);
  }

  private static String wanted(int port, String found) {
    return "http://127.0.0.1:"
        + port
        + " does not answer as a server of http leaves: "
        + found
        + "; GET /leaf?delayMicros=10000&bytes=64&index=7 has to be answered, 10 ms later, with"
        + " status 200, Content-Length 64 and a body that begins with 0000000000000007, which is"
        + " the index";
  }

  /** Asks a server that says this. */
  private static void assertRefused(String answer, String found) throws Exception {
    try (HostileServer server = new HostileServer().thenSay(answer)) {
      assertThatThrownBy(of(server.port())::require)
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(wanted(server.port(), found));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void theSuitesOwnServerPasses() throws Exception {
    try (Backend backend = Backend.start(0)) {
      of(backend.port()).require();
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    assertRefused(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "request 7: want status 200, got 302");
  }

  @Test
  void aBodyOfAnotherLengthIsRefused() throws Exception {
    assertRefused(
        HostileServer.good("0000000000000007"), "request 7: want a body of 64 bytes, got 16");
  }

  @Test
  void aBodyWithoutTheIndexIsRefused() throws Exception {
    assertRefused(
        HostileServer.good("0000000000000008" + ".".repeat(48)),
        "request 7: want the answer of index 7, got that of 8");
  }

  @Test
  void anAnswerBeforeItsDelayIsRefused() throws Exception {
    String good = HostileServer.good(HostileServer.INDEX + ".".repeat(48));
    try (HostileServer server = new HostileServer().thenSay(good)) {
      assertThatThrownBy(() -> of(server.port()).require(() -> 0)) // no time passes
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              wanted(server.port(), "request 7: want an answer after its delay, got one before"));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (HostileServer server = new HostileServer()) {
      port = server.port();
    }
    assertThatThrownBy(of(port)::require)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(
            "http://127.0.0.1:"
                + port
                + " does not answer as a server of http leaves: cannot connect to 127.0.0.1:"
                + port
                + ": does a server listen there? ")
        .hasMessageEndingWith(wanted(port, "").substring(wanted(port, "").indexOf("; GET ")));
  }

  @Test
  void aNameWithoutAnAddressIsNamed() {
    assertThatThrownBy(
            () -> HttpConnections.open(InetSocketAddress.createUnresolved("some.host", 80)))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("cannot connect to some.host:80: no address is known by that name");
  }
}
