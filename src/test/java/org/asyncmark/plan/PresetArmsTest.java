package org.asyncmark.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each preset measures, arm by arm, on a machine with two CPUs. A change of the code that
 * changes nothing that is measured leaves these files alone; {@code -Dgolden.update} writes them
 * anew.
 */
class PresetArmsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/arms");

  @ParameterizedTest
  @EnumSource(Preset.class)
  void thePresetMeasuresTheseArms(Preset preset) throws IOException {
    Plan plan =
        new Wanted(
                preset.patterns(),
                Model.ofJava(),
                List.of(PlannerTest.jdk(25)),
                preset,
                preset.rounds(),
                new TreeMap<>(),
                List.of(),
                Placebo.NONE)
            .plan(PlannerTest.heading(), PlannerTest::onTwoCpus);
    String arms =
        Stream.concat(
                plan.arms().stream().map(each -> each.rounds() + " x " + line(each.arm())),
                plan.absent().stream().map(each -> each.reason() + " " + line(each.arm())))
            .collect(joining("\n", "", "\n"));
    Path golden = FOLDER.resolve(preset.id() + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, arms);
    }
    assertThat(arms).isEqualTo(Files.readString(golden));
  }

  private static String line(Arm arm) {
    return arm.pattern() + " " + arm.model() + " " + arm.paramsLabel();
  }
}
