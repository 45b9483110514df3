package org.asyncmark.leaf;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A blocking leaf on whatever {@code supplyAsync} takes when it is given no executor. */
final class DefaultExecutorLeaf implements FutureLeaf {
  private final BlockingLeaf leaf;

  DefaultExecutorLeaf(BlockingLeaf leaf) {
    this.leaf = leaf;
  }

  @Override
  public CompletableFuture<Long> call(int index) {
    return CompletableFuture.supplyAsync(() -> blocking(index));
  }

  private long blocking(int index) {
    try {
      return leaf.call(index);
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    leaf.close();
  }
}
