package org.asyncmark.pattern.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that would take a stack of as many frames if one item were taken inside another. */
@Timeout(20)
class LongStreamTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HANDOVER_ITERATOR")
  void aLongStreamNeedsNoDeepStack(StreamMechanism mechanism) throws Exception {
    Model model = mechanism.models().iterator().next();
    for (int ahead : Stream.of(0, 1, 16).filter(mechanism::has).toList()) {
      StreamShape shape = new StreamShape(ahead, 20_000, Ending.EXHAUSTED);
      for (ScriptedLeaf leaf : new ScriptedLeaf[] {null, new ScriptedLeaf()}) {
        StreamOp op = new StreamOp(shape);
        try (Stages stages = new Stages(model)) {
          mechanism.open(stages.open(2, leaf), shape).run(op, false);
        }
        ResultCheck check = new ResultCheck("stream", model, mechanism.id());
        assertThatCode(() -> op.require(check, null)).doesNotThrowAnyException();
      }
    }
  }
}
