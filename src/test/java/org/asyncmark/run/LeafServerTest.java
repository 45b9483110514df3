package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.Test;

/** A plan that names a server, and one that does not. */
class LeafServerTest {
  private static final Path NO_JAVA = Path.of("no", "java");
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), NO_JAVA, 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  private final Plan suites = PlannerTest.plan(Preset.SMOKE, 1, Map.of(), JDK);
  private final Plan named = suites.asking("http://some.host:80");
  private final Arm arm = named.arms().get(0).arm();

  private static PlannedJvm jvm(Plan plan, int port) {
    Arm arm = plan.arms().get(0).arm();
    return PlannedJvm.of(plan, arm, ForkInstruments.Attached.NOTHING, port);
  }

  @Test
  void aServerThatIsNamedIsNeitherStartedNorRevivedNorPlacedNorEnded() {
    assertThatCode(
            () -> {
              try (LeafServer server = LeafServer.of(named, NO_JAVA)) {
                assertThat(server.port()).isEqualTo(80);
                assertThat(server.isAlive()).isTrue();
                assertThat(server.revive()).isFalse();
                server.place(named.placement(arm));
              }
            })
        .doesNotThrowAnyException(); // there is neither such a server nor a java to run one
  }

  @Test
  void aForkIsToldHostAndPortOfAServerThatIsNamed() {
    assertThat(jvm(named, 4321).flags())
        .contains("-Dasyncmark.backendHost=some.host", "-Dasyncmark.backendPort=80")
        .doesNotContain("-Dasyncmark.backendPort=4321");
  }

  @Test
  void aForkIsToldThePortAloneOfTheSuitesServer() {
    assertThat(jvm(suites, 4321).flags())
        .contains("-Dasyncmark.backendPort=4321")
        .noneMatch(flag -> flag.startsWith("-Dasyncmark.backendHost="));
  }

  @Test
  void aForkThatAskedAnotherServerDidNotRunAsPlanned() {
    List<String> flags = jvm(suites, 4321).flags();
    RunningJvm found =
        new RunningJvm(
            "VM",
            flags,
            Map.of("MaxHeapSize", "1"),
            List.of(),
            1,
            named.placement(arm).processors(),
            1,
            null,
            new RunningJvm.Iterations(named.fork().warmupIterations(), named.fork().warmupMillis()),
            new RunningJvm.Iterations(
                named.fork().measuredIterations(), named.fork().measuredMillis()));
    assertThat(ForkConformity.differences(named, arm, found))
        .contains(
            "wanted -Dasyncmark.backendHost=some.host, which did not reach the JVM",
            "found -Dasyncmark.backendPort=4321, which the plan does not have");
  }
}
