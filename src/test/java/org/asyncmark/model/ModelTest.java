package org.asyncmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  @Test
  void asyncioIsTheLastModelAndNoneOfJava() {
    assertThat(List.of(Model.values())).last().isEqualTo(Model.ASYNCIO);
    assertThat(Model.ofJava())
        .containsExactly(Model.PLATFORM, Model.VIRTUAL, Model.FUTURE, Model.LOOP);
    assertThat(Model.available()).doesNotContain(Model.ASYNCIO);
  }

  @Test
  void noJdkHasAsyncio() {
    assertThat(Model.ASYNCIO.availableOn(1_000)).isFalse();
    assertThat(Model.ASYNCIO.absence()).isEqualTo("n/a (asyncio runs on CPython)");
  }

  @Test
  void eachModelHasAColourAndDashesOfItsOwn() {
    assertThat(Arrays.stream(Model.values()).map(Model::colour)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Model.values()).map(Model::dashes)).doesNotHaveDuplicates();
  }
}
