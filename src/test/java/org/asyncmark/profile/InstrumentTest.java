package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.evidence.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstrumentTest {
  private static final Arm BARE = Arms.of("gather", "virtual", "25", Map.of("fanOut", "10"));

  @ParameterizedTest
  @EnumSource
  void anArmNamesItsInstrument(Instrument instrument) {
    assertThat(Instrument.of(instrument.on(BARE))).isEqualTo(instrument);
    assertThat(Evidence.bare(instrument.on(BARE))).isEqualTo(BARE);
  }
}
