package org.asyncmark.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://some.host:80/, http://some.host:80",
    "HTTP://some.host:65535, http://some.host:65535",
    "http://[::1]:8080, http://[::1]:8080",
  })
  void aUrlOfHostAndPortIsRead(String url, String read) {
    assertThat(ServerAddress.ofUrl(url).url()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h:1 | and http leaves speak no TLS; name a server of plain HTTP/1.1",
        "http://h | which names no port; none is taken by default",
        "h:80 | which names no host by that scheme",
        "ftp://h:21 | which names no host by that scheme",
        "http://:80 | which names no host by that scheme",
        "127.0.0.1:80 | which is no URL",
        "http://h:80/base | which says more; leaves ask for /leaf of a server",
        "http://h:80?a=b | which says more; leaves ask for /leaf of a server",
        "http://h:80#a | which says more; leaves ask for /leaf of a server",
        "http://me@h:80 | which says more; leaves ask for /leaf of a server",
      })
  void anythingElseIsRefusedWithTheReason(String url, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.ofUrl(url))
        .withMessage("want http://HOST:PORT, got '" + url + "', " + why);
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.ofUrl("http://h:65536"))
        .withMessage("port: want 1 to 65535, got 65536");
  }
}
