package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class StageTest {
  private final List<String> closed = new ArrayList<>();
  private final Stage stage = new Stage(Model.PLATFORM, new LeafTimes("test", 0), 1);

  @Test
  void whatWasOpenedLastIsClosedFirst() {
    openAll("first", "second", "third");
    stage.close();
    assertThat(closed).containsExactly("third", "second", "first");
  }

  @Test
  void closingAgainHasNoEffect() {
    openAll("first", "second");
    stage.close();
    stage.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void allIsClosedThoughSomeCannotBe() {
    openAll("first");
    Exception second = openFailing("second", new IOException("no"));
    openAll("third");
    Exception fourth = openFailing("fourth", new IllegalStateException("not now"));
    assertThatThrownBy(stage::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("could not close fourth: not now")
        .hasCause(fourth)
        .hasSuppressedException(second);
    assertThat(closed).containsExactly("third", "first");
    assertThatCode(stage::close).doesNotThrowAnyException();
  }

  @Test
  void anInterruptWhileSomethingClosesIsKept() {
    openFailing("first", new InterruptedException("while it closed"));
    assertThatThrownBy(stage::close).hasMessage("could not close first: while it closed");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theExecutorIsOpenedOnce() {
    assertThat(stage.tasks()).isSameAs(stage.tasks()).isNotSameAs(stage.tasks(1));
    stage.close();
    assertThat(stage.tasks().isTerminated()).isTrue();
  }

  @Test
  void aCellWithoutALeafHasNoneToOpen() {
    assertThat(stage.hasLeaf()).isFalse();
    assertThatThrownBy(stage::blockingLeaf)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the cell has no leaf");
  }

  @Test
  void anOpThatBlocksIsNoneOfAModelThatDoesNot() {
    try (Stage future = new Stage(Model.FUTURE, new LeafTimes("test", 0), 1)) {
      assertThatThrownBy(() -> future.requests(new AsyncOp.Blocking<>(() -> 0L), result -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("model future got an op in another style: Blocking");
    }
    assertThatThrownBy(
            () ->
                stage.requests(
                    new AsyncOp.Future<>(() -> CompletableFuture.completedFuture(0L)),
                    result -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model platform got an op in another style: Future");
  }

  @Test
  void thereAreThreadsForAsManyRequestsAsThereMayBeAtOnce() {
    assertThat(Stage.hasThreads(162)).isTrue();
    assertThat(Stage.hasThreads(163)).isFalse();
  }

  private void openAll(String... names) {
    for (String name : names) {
      stage.open(() -> closed.add(name));
    }
  }

  private Exception openFailing(String name, Exception failure) {
    stage.open(
        new AutoCloseable() {
          @Override
          public void close() throws Exception {
            throw failure;
          }

          @Override
          public String toString() {
            return name;
          }
        });
    return failure;
  }
}
