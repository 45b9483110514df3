package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void pyperformancesTreeHas46656LeavesAnd55986Tasks() {
    Tree tree = Shape.TREE.tree(0);
    assertThat(tree).isEqualTo(new Tree(6, 6));
    assertThat(tree.leaves()).isEqualTo(46_656);
    assertThat(tree.tasks()).isEqualTo(55_986);
  }

  @Test
  void aSkynetOfAMillionSumsTo499999500000() {
    Tree tree = Shape.SKYNET.tree(1_000_000);
    assertThat(tree).isEqualTo(new Tree(10, 6));
    assertThat(tree.sum()).isEqualTo(499_999_500_000L);
  }

  @Test
  void aTreeThatIsAskedForIsFull() {
    assertThat(Shape.TREE.tree(36)).isEqualTo(new Tree(6, 2));
    assertThat(Shape.TREE.tree(37)).isEqualTo(new Tree(6, 3));
    assertThat(Shape.SKYNET.tree(1)).isEqualTo(new Tree(10, 1));
    assertThat(Shape.FLAT.tree(7)).isEqualTo(new Tree(7, 1));
    assertThat(Shape.FLAT.tree(0).leaves()).isEqualTo(1_000);
  }

  @Test
  void theTasksOfATreeAreAllItsNodesButTheRoot() {
    assertThat(new Tree(2, 3).tasks()).isEqualTo(2 + 4 + 8);
    assertThat(new Tree(5, 1).tasks()).isEqualTo(5);
  }
}
