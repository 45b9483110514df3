package org.asyncmark.pattern.event;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.WaitersContract;

class EventContractTest extends ContractTest<EventMechanism> {
  EventContractTest() {
    super(EventMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, EventMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        WaitersContract.values(),
        stages -> WaitersContract.Subject.on(stages, mechanism::open));
  }
}
