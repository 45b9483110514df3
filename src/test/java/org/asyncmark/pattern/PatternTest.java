package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class PatternTest {
  private final Pattern pattern = ToyBenchmark.newPattern();

  @Test
  void theParametersAreTheFieldsOfTheBenchmarkAndOfThoseItExtends() {
    assertThat(pattern.params())
        .extracting(PatternParam::name)
        .containsExactly("colour", "size", "weight", "mechanism", "poolSize");
    assertThat(pattern.params().stream().filter(PatternParam::shown))
        .extracting(PatternParam::name)
        .containsExactly("colour");
    assertThat(pattern.params().stream().filter(PatternParam::own))
        .extracting(PatternParam::name)
        .containsExactly("mechanism", "poolSize");
    assertThat(pattern.param("size").meaning()).isEqualTo("how big it is");
    assertThat(pattern.param("unknown")).isNull();
  }

  /** Has a parameter that every run has. */
  public static class MachineBenchmark extends ToyBenchmark {
    @Param("1")
    @Means("where it runs")
    @Range(min = 1, max = 2)
    int machine;
  }

  @Test
  void aParameterOfEveryRunIsNoneOfAPattern() {
    assertThatThrownBy(
            () -> Pattern.of("toy", "do nothing", MachineBenchmark::new, ToyBenchmark.Way.values()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern toy has a parameter machine, which every run has; rename it");
  }

  @Test
  void whatIsNotGivenHasItsDefaultAndWhatIsOpenIsFound() {
    assertThat(Cells.params(pattern, Model.LOOP, ""))
        .isEqualTo(Cells.params(pattern, Model.LOOP, "colour=red size=7 weight=70"))
        .containsOnlyKeys("colour", "size", "weight", "mechanism")
        .containsEntry("mechanism", "second");
    assertThat(Cells.params(pattern, Model.LOOP, "size=3")).containsEntry("weight", "30");
  }

  @Test
  void aNameThatIsNoneOfThePatternsIsKeptAndNotHandedToJmh() {
    Pattern.Cell cell = Cells.cell(pattern, Model.LOOP, "cpus=1");
    assertThat(Cells.all(cell)).containsKey("cpus");
    assertThat(pattern.jmhParams(Model.LOOP, Cells.all(cell)))
        .containsEntry("model", "LOOP")
        .containsOnlyKeys("model", "colour", "size", "weight", "mechanism");
  }

  @Test
  void jmhGetsNamesOfConstantsAndNumbersForWords() {
    Pattern.Cell cell = Cells.cell(pattern, Model.PLATFORM, "colour=dark-blue size=huge");
    assertThat(pattern.jmhParams(Model.PLATFORM, Cells.all(cell)))
        .containsEntry("colour", "DARK_BLUE")
        .containsEntry("size", "1000")
        .containsEntry("weight", "10000")
        .containsEntry("mechanism", "first");
  }

  @Test
  void aWordForANumberComesBackAsTheWord() {
    assertThat(Cells.params(pattern, Model.LOOP, "size=huge")).containsEntry("size", "huge");
  }

  @Test
  void theIdiomaticMechanismIsTheFirstThatAModelHas() {
    assertThat(pattern.mechanisms(Model.PLATFORM, Cells.given("")))
        .containsExactly("first", "second");
    assertThat(Cells.params(pattern, Model.PLATFORM, "")).containsEntry("mechanism", "first");
    assertThat(Cells.params(pattern, Model.PLATFORM, "mechanism=second"))
        .containsEntry("mechanism", "second");
  }

  @Test
  void aMechanismOfAnotherModelNamesTheChoices() {
    assertThatThrownBy(() -> Cells.cell(pattern, Model.LOOP, "mechanism=first"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model loop has no mechanism 'first' for this cell; choose from second");
  }

  @Test
  void whetherAnOpIsARequestDependsOnPatternParametersAndModel() {
    Pattern gather = Patterns.of("gather");
    assertThat(gather.isRequest(Model.FUTURE, Map.of())).isTrue();
    assertThat(gather.isRequest(Model.FUTURE, Cells.given("variant=collect"))).isFalse();
    assertThat(gather.isRequest(Model.ASYNCIO, Map.of())).isFalse();
    assertThat(Patterns.of("queue").isRequest(Model.FUTURE, Map.of())).isFalse();
    Pattern group = Patterns.of("taskgroup");
    assertThat(group.isRequest(Model.PLATFORM, Cells.given("shape=flat leaves=10"))).isTrue();
    assertThat(group.isRequest(Model.PLATFORM, Cells.given("shape=tree leaves=36"))).isFalse();
    assertThat(group.isRequest(Model.VIRTUAL, Cells.given("shape=tree leaves=36"))).isTrue();
    assertThat(group.isRequest(Model.VIRTUAL, Cells.given("failing=one"))).isFalse();
    assertThat(Patterns.of("timeout").isRequest(Model.LOOP, Cells.given("expiringPercent=1")))
        .isFalse();
    assertThat(
            Patterns.of("session").isRequest(Model.FUTURE, Cells.given("mechanism=jdk-httpclient")))
        .isFalse();
    Pattern pipeline = Patterns.of("pipeline");
    assertThat(pipeline.isRequest(Model.PLATFORM, Cells.given("workers=159"))).isFalse();
    assertThat(pipeline.isRequest(Model.VIRTUAL, Cells.given("workers=159"))).isTrue();
  }

  @Test
  void aBenchmarkRefusesWhatItsModelCannotDo() {
    PatternBenchmark benchmark =
        Patterns.of("queue").made(Model.LOOP, Map.of("capacity", Value.of(0)));
    assertThatThrownBy(benchmark::setUp)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "queue, model loop: n/a (the loop's queue is asyncio's, where 0 stands for no limit)");
  }

  @Test
  void aBenchmarkRefusesAMechanismThatThisJdkLacks() {
    PatternBenchmark benchmark = LackingBenchmark.PATTERN.made(Model.LOOP, Map.of());
    assertThatThrownBy(benchmark::setUp)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lacking, model loop: n/a (not on this JDK)");
  }

  @Test
  void theMechanismMayBeEachOfThemOrAll() {
    assertThat(pattern.param("mechanism").allowed())
        .isEqualTo("first, second, asyncio, aiohttp, all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour | RED | parameter colour got 'RED'; did you mean red? choose from red, dark-blue",
        "size | 11 | parameter size got '11'; give a whole number from 2 to 10, huge",
        "size | 1 | parameter size got '1'; give a whole number from 2 to 10, huge",
        "size | big | parameter size got 'big'; give a whole number from 2 to 10, huge",
        "weight | -1 | parameter weight got '-1'; give a whole number from 0 to 5000000000",
        "mechanism | third | parameter mechanism got 'third'; choose from first, second, asyncio,"
            + " aiohttp, all",
      })
  void aValueThatIsNotAllowedNamesWhatIs(String name, String text, String message) {
    assertThatThrownBy(() -> pattern.param(name).check(Value.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void samplesAreAllWordsAndZeroWhereItIsAllowed() {
    assertThat(pattern.param("colour").samples()).hasToString("[red, dark-blue]");
    assertThat(pattern.param("size").samples()).hasToString("[huge]");
    assertThat(pattern.param("weight").samples()).hasToString("[0]");
    pattern.params().forEach(param -> param.samples().forEach(param::check));
  }

  @Test
  void cellsAreEveryValueWithEveryOther() {
    pattern.cells(Pattern.Sizing.COMMON, "colour=red,dark-blue size=2,3", "weight=1");
    assertThat(given(Pattern.Sizing.COMMON))
        .containsExactly(
            "{colour=red, size=2}",
            "{colour=red, size=3}",
            "{colour=dark-blue, size=2}",
            "{colour=dark-blue, size=3}",
            "{weight=1}");
    assertThat(pattern.cells(Pattern.Sizing.SMOKE)).isEmpty();
  }

  @Test
  void theCommonCellsAreTheTellingOneTheRealisticOneAndTheRestInThatOrder() {
    pattern
        .cells(Pattern.Sizing.COMMON, "size=4", "size=2")
        .cells(Pattern.Sizing.REALISTIC, "size=3")
        .cells(Pattern.Sizing.TELLING, "size=2");
    assertThat(given(Pattern.Sizing.COMMON)).containsExactly("{size=2}", "{size=3}", "{size=4}");
    assertThat(given(Pattern.Sizing.TELLING)).containsExactly("{size=2}");
  }

  @Test
  void aPatternWithoutARealisticCellHasItsTellingOne() {
    pattern.cells(Pattern.Sizing.TELLING, "size=2");
    assertThat(given(Pattern.Sizing.REALISTIC)).containsExactly("{size=2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shape=round | pattern toy wants cells as name=value,..., got 'shape=round'",
        "colour | pattern toy wants cells as name=value,..., got 'colour'",
        "colour=green | parameter colour got 'green'; choose from red, dark-blue",
        "size=2,,3 | parameter size got ''; give a whole number from 2 to 10, huge",
      })
  void theTextOfACellThatIsWrongIsRefused(String line, String message) {
    assertThatThrownBy(() -> pattern.cells(Pattern.Sizing.COMMON, line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aModelWithoutAMechanismIsRefused() {
    assertThatThrownBy(
            () ->
                Pattern.of(
                    "toy",
                    "do nothing",
                    ToyBenchmark::new,
                    new Mechanism[] {ToyBenchmark.Way.FIRST}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern toy has no mechanism for model virtual");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Toy", "a b", "../toy", "con:", "con", "lpt1", "a-pattern-with-a-long-name"})
  void anIdThatIsNoNameOfAFolderIsRefused(String id) {
    assertThatThrownBy(() -> Pattern.of(id, "no", ToyBenchmark::new, ToyBenchmark.Way.values()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a pattern's id has up to 20 small letters, digits and '-' and is no device of Windows, got '"
                + id
                + "'");
  }

  @Test
  void aBenchmarkWithTwoMethodsIsRefused() {
    assertThatThrownBy(
            () -> Pattern.of("twice", "no", TwiceBenchmark::new, ToyBenchmark.Way.values()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(TwiceBenchmark.class.getName() + " wants one @Benchmark method, got 2");
  }

  @Test
  void theBenchmarkIsCalledAsJmhCallsIt() {
    assertThat(pattern.benchmark()).isEqualTo("org.asyncmark.pattern.ToyBenchmark.toy");
  }

  /** A benchmark with a method too many. */
  public static class TwiceBenchmark extends ToyBenchmark {
    @Benchmark
    public Object again() {
      return this;
    }
  }

  /** A benchmark whose mechanism no JDK has. */
  public static class LackingBenchmark extends ToyBenchmark {
    static final Pattern PATTERN =
        Pattern.of("lacking", "no", LackingBenchmark::new, Lacking.values());

    @Override
    public Pattern pattern() {
      return PATTERN;
    }
  }

  private enum Lacking implements Mechanism {
    LACKING;

    @Override
    public Set<Model> models() {
      return Set.copyOf(Model.ofJava());
    }

    @Override
    public String absenceOn(int jdkFeature) {
      return "n/a (not on this JDK)";
    }
  }

  static Stream<Pattern> suite() {
    return Patterns.suite().stream();
  }

  @ParameterizedTest
  @MethodSource("suite")
  void everyCellOfThePresetsCanBePlanned(Pattern each) {
    for (Pattern.Sizing sizing : Pattern.Sizing.values()) {
      assertThat(each.cells(sizing)).isNotEmpty();
      for (Map<String, Value> cell : each.cells(sizing)) {
        for (Model model : Model.values()) {
          Map<String, Value> given = new TreeMap<>(cell);
          given.remove(PatternBenchmark.MECHANISM); // all, which the planner takes apart
          assertThat(Cells.all(each.cell(model, given, 2)).keySet())
              .isSubsetOf(names(each))
              .contains(PatternBenchmark.MECHANISM);
        }
      }
    }
  }

  private static Set<String> names(Pattern of) {
    return of.params().stream().map(PatternParam::name).collect(Collectors.toSet());
  }

  private Stream<String> given(Pattern.Sizing sizing) {
    return pattern.cells(sizing).stream().map(Object::toString);
  }
}
