package org.asyncmark.pattern;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * The stages on which a rule has things opened: one for each, as in production. They stay open
 * until the rule is over. From any thread.
 */
public final class Stages implements AutoCloseable {
  private final Model model;
  private final List<Stage> opened = new CopyOnWriteArrayList<>();

  public Stages(Model model) {
    this.model = model;
  }

  /** Opens a stage with a leaf, if there is one; it need not note its times. */
  public Stage open(int poolSize, @Nullable Leaves leaf) {
    return open(poolSize, leaf, 0);
  }

  /** Opens a stage with so many leaves at most that note their times. */
  public Stage open(int poolSize, @Nullable Leaves leaf, int leaves) {
    Stage stage = new Stage(model, new LeafTimes("test", leaves), poolSize).with(leaf);
    opened.add(stage);
    return stage;
  }

  /** Closes each stage twice: the second time is of no effect. Idempotent. */
  @Override
  public void close() {
    for (Stage stage : opened) {
      stage.close();
      stage.close();
    }
  }
}
