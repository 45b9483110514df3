package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

@Timeout(20)
class OpenLoopTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(1), 1);

  static List<Model> models() {
    return Model.ofJava().stream()
        .filter(model -> model.availableOn(Runtime.version().feature()))
        .toList();
  }

  private static OpenLoop loop(Model model) {
    OpenLoop loop = new OpenLoop();
    loop.pattern = "gather";
    loop.model = model;
    loop.cell = "fanOut=3 leaf=cpu cpuTokens=1";
    loop.rate = 400;
    loop.arrivals = Traffic.Spacing.FIXED;
    loop.windowMillis = 50;
    loop.warmUpMillis = 50;
    loop.seed = 1;
    return loop;
  }

  @ParameterizedTest
  @MethodSource("models")
  void aWindowHasAsManyRequestsAsItsRateSays(Model model) throws Exception {
    OpenLoop loop = loop(model);
    loop.setUp();
    try {
      assertThat(loop.window(MEASURED)).isEqualTo(20);
      assertThat(loop.window(MEASURED)).isEqualTo(20);
    } finally {
      loop.tearDown();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void callersMakeRequestsForAsLongAsTheWindowLasts(Model model) throws Exception {
    OpenLoop loop = loop(model);
    loop.callers = 4;
    loop.setUp();
    try {
      assertThat(loop.window(MEASURED)).isGreaterThan(4);
    } finally {
      loop.tearDown();
    }
  }

  @Test
  void aPatternThatIsNoRequestIsRefused() {
    OpenLoop loop = loop(Model.LOOP);
    loop.pattern = "queue";
    loop.cell = "";
    assertThatThrownBy(loop::setUp)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pattern queue cannot be measured in an open loop; choose from");
  }
}
