package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The trees that others measure, at their size, where no thread of the system stands for a task.
 */
@Timeout(20)
class WholeTreeTest {
  private static final Leaves NO_WORK = new LeafSpec(LeafKind.CPU, 0, 0, 0, 1, 0);

  static Stream<Arguments> ways() {
    int feature = Runtime.version().feature();
    return Model.available().stream()
        .filter(model -> model != Model.PLATFORM)
        .flatMap(
            model ->
                Stream.of(GroupMechanism.values())
                    .filter(each -> each.models().contains(model))
                    .filter(each -> each.absenceOn(feature) == null)
                    .map(each -> Arguments.of(model, each)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void asyncTreeAndSkynetHaveTheirSums(Model model, GroupMechanism mechanism) throws Exception {
    for (Tree tree : List.of(Shape.TREE.tree(0), Shape.SKYNET.tree(10_000))) {
      Leaves leaves =
          new GroupLeaves(Work.NONE.draw(tree.leaves()), NO_WORK, NO_WORK, new Fault(0));
      try (Stages stages = new Stages(model)) {
        Group group = mechanism.open(stages.open(2, leaves), tree);
        assertThat(group.run()).isEqualTo(tree.sum());
      }
    }
  }
}
