package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.analyse.Value;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Offered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OpenOptionsTest {
  private static OpenOptions parsed(String... args) {
    OpenOptions options = new OpenOptions();
    CommandLine.populateCommand(options, args);
    return options;
  }

  @Test
  void nothingIsOfferedInClosedMode() {
    assertThat(parsed().offered()).isEqualTo(Offered.NOTHING);
  }

  @Test
  void ratesAreOfferedInTheirOrderAndOnce() {
    assertThat(parsed("--mode", "open", "--rate", "500,200,500/s").offered())
        .isEqualTo(
            new Offered(
                List.of(Value.of(200), Value.of(500)), List.of(), Traffic.Spacing.POISSON, true));
  }

  @Test
  void loadsAreWithOrWithoutTheirSign() {
    Offered offered = parsed("--mode", "open", "--load", "50%,80", "--arrivals", "fixed").offered();
    assertThat(offered.loadPercent()).containsExactly(Value.of(50), Value.of(80));
    assertThat(offered.arrivals()).isEqualTo(Traffic.Spacing.FIXED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--load 5 | --load is of the verb run; profile takes --rate",
        "--rate 5 --slo p99=1s | --slo is of the verb run; profile takes --rate"
      })
  void aProfileTakesRatesAlone(String args, String message) {
    OpenOptions options = parsed(("--mode open " + args.strip()).split(" "));
    assertThatThrownBy(options::offeredToProfile).hasMessage(message.strip());
  }

  @Test
  void aProfileHasNoClosedLoopBesideItsRates() {
    Offered offered = parsed("--mode", "open", "--rate", "5").offeredToProfile();
    assertThat(offered.perSecond()).containsExactly(Value.of(5));
    assertThat(offered.closed()).isFalse();
  }

  @Test
  void aPythonIsRefusedInOpenModeAlone() {
    parsed().refusePython(true);
    parsed("--mode", "open", "--rate", "5").refusePython(false);
    assertThatThrownBy(() -> parsed("--mode", "open", "--rate", "5").refusePython(true))
        .hasMessage("asyncio is measured in closed mode only; leave out --python");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 5 | --rate is of open mode; add --mode open, or leave it out",
        "--load 50% | --load is of open mode; add --mode open, or leave it out",
        "--arrivals fixed | --arrivals is of open mode; add --mode open, or leave it out",
        "--slo p99=1s | --slo is of open mode; add --mode open, or leave it out",
        "--mode open | --mode open wants either --rate N[,N...]/s or --load P%[,P%...], got none",
        "--mode open --rate 5 --load 5"
            + " | --mode open wants either --rate N[,N...]/s or --load P%[,P%...], got both",
        "--mode open --rate 1.5"
            + " | --rate wants whole requests a second, for example 200,500/s, got '1.5'",
        "--mode open --rate 0 | --rate wants whole numbers from 1 to 1000000, got '0'",
        "--mode open --rate 5,,6 | --rate wants whole numbers from 1 to 1000000, got '5,,6'",
        "--mode open --load 201 | --load wants whole numbers from 1 to 200, got '201'",
        "--mode open --load a | --load wants whole per cent, for example 50%,80%, got 'a'",
      })
  void whatIsWrongIsSaid(String args, String message) {
    OpenOptions options = parsed(args.strip().split(" "));
    assertThatThrownBy(options::offered)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.strip());
  }
}
