package org.asyncmark.pattern.queue;

import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

class QueueContractCanFailTest
    extends ContractCanFailTest<QueueContract.Subject, WrongRelay.Wrong> {
  QueueContractCanFailTest() {
    super(WrongRelay.Wrong.values(), QueueContract.values());
  }

  @Override
  protected QueueContract.Subject subject(Stages stages, WrongRelay.@Nullable Wrong mistake) {
    return new QueueContract.Subject() {
      @Override
      public Relay open(QueueShape shape, ScriptedLeaf leaf) {
        return new WrongRelay(stages.open(1, leaf), shape, mistake);
      }

      @Override
      public QueueShape shape(int producers, int consumers, int items) {
        return new QueueShape(2, producers, consumers, items, QueueShutdown.SENTINEL);
      }
    };
  }
}
