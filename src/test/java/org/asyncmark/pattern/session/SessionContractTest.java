package org.asyncmark.pattern.session;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.leaf.HttpSessions;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionContractTest extends ContractTest<SessionMechanism> {
  private static final int REQUESTS = SessionContract.REQUESTS;

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  SessionContractTest() {
    super(SessionMechanism.values());
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    if (Model.available().contains(Model.VIRTUAL)) {
      try (Stages stages = new Stages(Model.VIRTUAL)) {
        new OnStages(stages, SessionMechanism.BLOCKING_CLIENT, Keep.KEPT)
            .open(LeafPlan.always(Duration.ofMillis(1)), REQUESTS)
            .run();
      }
    }
  }

  @Override
  protected Stream<Case<?>> cases(Model model, SessionMechanism mechanism) {
    return Stream.of(Keep.values())
        .flatMap(
            keep ->
                cases(
                    model,
                    mechanism,
                    keep.name(),
                    SessionContract.values(),
                    stages -> new OnStages(stages, mechanism, keep)));
  }

  /** What the JDK's client does not tell, and what it is not asked for. */
  @Override
  protected Set<SessionContract> notPromised(SessionMechanism mechanism) {
    return mechanism == SessionMechanism.JDK_HTTPCLIENT
        ? Set.of(
            SessionContract.NO_MORE_ARE_UNDER_WAY_THAN_THERE_MAY_BE_CONNECTIONS,
            SessionContract.EACH_REQUEST_NOTES_WHEN_IT_CONNECTS_ITS_OWN_SESSION)
        : Set.of();
  }

  private record OnStages(Stages stages, SessionMechanism mechanism, Keep keep)
      implements SessionContract.Subject {
    @Override
    public SessionContract.Opened open(LeafPlan plan, int connections) {
      LeafSpec spec = new LeafSpec(LeafKind.HTTP, 0, 0, 64, connections, BACKEND.port());
      LeafTimes connects = LeafTimes.ofWaits("test", REQUESTS, "connection");
      Stage stage = stages.open(REQUESTS, spec, REQUESTS);
      HttpSessions sessions = new HttpSessions(spec, plan, keep == Keep.KEPT ? null : connects);
      return new SessionContract.Opened(mechanism.open(stage, sessions), stage.times(), connects);
    }

    @Override
    public AcceptedConnections accepted() {
      return new AcceptedConnections(BACKEND.port());
    }
  }
}
