package org.asyncmark.pattern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;

class SessionPatternTest {
  private static final String JDK = "mechanism=jdk-httpclient ";

  private final Pattern pattern = SessionBenchmark.PATTERN;
  private final ResultCheck check = new ResultCheck("session", Model.LOOP, "x");

  @Test
  void theTellingCellsDifferInNothingButTheirSessions() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{connections=20, delayMicros=0, keep=kept, mechanism=loop-client, payloadBytes=64,"
                + " requests=20}",
            "{connections=20, delayMicros=0, keep=per-request, mechanism=loop-client,"
                + " payloadBytes=64, requests=20}");
  }

  @Test
  void thereAreAsManyConnectionsAsRequestsInBothWays() {
    for (String keep : List.of("keep=kept", "keep=per-request")) {
      assertThat(params(Model.VIRTUAL, keep + " requests=7")).containsEntry("connections", "7");
    }
  }

  @Test
  void platformHasAThreadForEachRequest() {
    assertThat(params(Model.PLATFORM, "requests=300")).containsEntry("poolSize", "300");
    assertThat(params(Model.FUTURE, "requests=300")).doesNotContainKey("poolSize");
  }

  @Test
  void futuresHaveAPoolWhereClosingBlocks() {
    assertThat(params(Model.FUTURE, JDK + "keep=kept")).doesNotContainKey("poolSize");
    assertThat(params(Model.FUTURE, JDK + "keep=per-request requests=7"))
        .containsEntry("poolSize", "7");
  }

  @Test
  void theClientOfTheJdkIsNotHeldToFewerConnectionsThanRequests() {
    assertThat(mechanisms(Model.FUTURE, "requests=10 connections=10"))
        .containsExactly("future-client", "jdk-httpclient");
    assertThat(mechanisms(Model.FUTURE, "requests=10 connections=9"))
        .containsExactly("future-client");
    assertThatThrownBy(() -> params(Model.FUTURE, JDK + "requests=10 connections=9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model future has no mechanism 'jdk-httpclient' for this cell; choose from"
                + " future-client");
  }

  @Test
  void theClientOfTheJdkIsAbsentWhereItCannotBeClosed() {
    Map<String, org.asyncmark.analyse.Value> given = Cells.given(JDK.trim());
    assertThat(pattern.absenceOn(17, Model.PLATFORM, given))
        .isEqualTo("n/a (java.net.http.HttpClient can be closed from JDK 21)");
    assertThat(pattern.absenceOn(21, Model.PLATFORM, given)).isNull();
    assertThat(pattern.absenceOn(17, Model.PLATFORM, Map.of())).isNull();
  }

  @Test
  void aClientOfTheJdkForEachRequestIsAThreadForEach() {
    int kept = threads("keep=kept requests=10");
    assertThat(threads("keep=per-request requests=10")).isEqualTo(kept + 9);
  }

  @Test
  void everyMechanismTellsWhatItStandsOn() {
    assertThat(pattern.mechanisms(Model.PLATFORM, Map.of()))
        .extracting(pattern::described)
        .containsExactly(
            "blocking-client (blocking SocketChannel)",
            "jdk-httpclient (java.net.http, a thread with a selector for each session)");
    for (SessionMechanism mechanism : SessionMechanism.values()) {
      assertThat(mechanism.facility()).isNotEmpty();
    }
  }

  @Test
  void aKeptSessionOpensNoMoreThanItsConnections() {
    assertThatCode(() -> Keep.KEPT.requireOpened(10, 30, 10, check)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Keep.KEPT.requireOpened(11, 30, 10, check))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "session, model loop, mechanism x: 30 requests opened 11 connections, wanted 10 at"
                + " most");
  }

  @Test
  void sessionsOfRequestsOpenAConnectionEach() {
    assertThatCode(() -> Keep.PER_REQUEST.requireOpened(30, 30, 10, check))
        .doesNotThrowAnyException();
    for (long opened : List.of(29L, 31L)) {
      assertThatThrownBy(() -> Keep.PER_REQUEST.requireOpened(opened, 30, 10, check))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "session, model loop, mechanism x: 30 requests opened "
                  + opened
                  + " connections, wanted one each");
    }
  }

  private int threads(String given) {
    return pattern.threads(
        Model.PLATFORM, Cells.all(Cells.cell(pattern, Model.PLATFORM, JDK + given)));
  }

  private List<String> mechanisms(Model model, String given) {
    return pattern.mechanisms(model, Cells.given(given));
  }

  private Map<String, String> params(Model model, String given) {
    return Cells.params(pattern, model, given);
  }
}
