package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class MechanismTest {
  private enum Way implements Mechanism {
    FIRST(Set.of(Model.PLATFORM)),
    SECOND(Set.of(Model.PLATFORM, Model.LOOP));

    private final Set<Model> models;

    Way(Set<Model> models) {
      this.models = models;
    }

    @Override
    public Set<Model> models() {
      return models;
    }
  }

  @Test
  void theIdiomaticOneIsTheFirstThatAModelHas() {
    assertThat(Mechanism.of(Way.values(), Model.PLATFORM, Mechanism.IDIOMATIC))
        .isEqualTo(Way.FIRST);
    assertThat(Mechanism.of(Way.values(), Model.LOOP, Mechanism.IDIOMATIC)).isEqualTo(Way.SECOND);
  }

  @Test
  void anIdNamesOneOfAModelsMechanisms() {
    assertThat(Mechanism.of(Way.values(), Model.PLATFORM, "second")).isEqualTo(Way.SECOND);
  }

  @Test
  void anIdOfAnotherModelsMechanismNamesTheChoices() {
    assertThatThrownBy(() -> Mechanism.of(Way.values(), Model.LOOP, "first"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model loop has no mechanism 'first'; choose from second");
  }

  @Test
  void theParameterTakesEachMechanismAndAll() {
    assertThat(Mechanism.param(Way.values()).allowed()).isEqualTo("first, second, all");
  }
}
