package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The frames behind the methods of {@link Awaitable}. */
final class Frames {
  private Frames() {}

  /** A frame around one awaitable that is given from the start. */
  private abstract static class Around<S, T> extends Frame<S, T> {
    private @Nullable Awaitable<S> source;

    Around(Awaitable<S> source) {
      this.source = source;
    }

    @Override
    final Awaitable<S> enter(Task<?> task) {
      Awaitable<S> entered = Objects.requireNonNull(source, "a frame is entered once");
      source = null; // a frame that waits for long must not hold what has ended
      return entered;
    }
  }

  static final class Then<S, T> extends Around<S, T> {
    private final Continuation<? super S, T> next;

    Then(Awaitable<S> source, Continuation<? super S, T> next) {
      super(source);
      this.next = next;
    }

    @Override
    Awaitable<T> resume(S value) throws Exception {
      return notNull(next.resume(value));
    }
  }

  static final class Map<S, T> extends Around<S, T> {
    private final Mapping<? super S, ? extends T> mapping;

    Map(Awaitable<S> source, Mapping<? super S, ? extends T> mapping) {
      super(source);
      this.mapping = mapping;
    }

    @Override
    Awaitable<T> resume(S value) throws Exception {
      return new Done<>(mapping.apply(value));
    }
  }

  static final class Except<T, X extends Throwable> extends Around<T, T> {
    private final Class<X> type;
    private final Continuation<? super X, T> handler;

    Except(Awaitable<T> source, Class<X> type, Continuation<? super X, T> handler) {
      super(source);
      this.type = type;
      this.handler = handler;
    }

    @Override
    Awaitable<T> resume(T value) {
      return new Done<>(value);
    }

    @Override
    @Nullable Awaitable<T> recover(Throwable failure) throws Exception {
      return takes(failure) ? notNull(handler.resume(type.cast(failure))) : null;
    }

    /** A cancellation is taken on purpose only, as it is no {@code Exception} in Python either. */
    private boolean takes(Throwable failure) {
      return type.isInstance(failure)
          && (!(failure instanceof CancellationException)
              || CancellationException.class.isAssignableFrom(type)
              || type == Throwable.class);
    }
  }

  static final class Ensure<T> extends Around<T, T> {
    private final Runnable cleanUp;

    Ensure(Awaitable<T> source, Runnable cleanUp) {
      super(source);
      this.cleanUp = cleanUp;
    }

    @Override
    Awaitable<T> resume(T value) {
      cleanUp.run();
      return new Done<>(value);
    }

    @Override
    @Nullable Awaitable<T> recover(Throwable failure) {
      cleanUp.run();
      return null;
    }
  }

  static final class EnsureAwaiting<T> extends Around<T, T> {
    private final Callable<? extends Awaitable<?>> cleanUp;

    EnsureAwaiting(Awaitable<T> source, Callable<? extends Awaitable<?>> cleanUp) {
      super(source);
      this.cleanUp = cleanUp;
    }

    @Override
    Awaitable<T> resume(T value) throws Exception {
      return notNull(cleanUp.call()).map(ended -> value);
    }

    @Override
    Awaitable<T> recover(Throwable failure) throws Exception {
      return notNull(cleanUp.call()).then(ended -> Frames.<T, RuntimeException>rethrow(failure));
    }
  }

  /** The task that waits for this. */
  static final class Current extends Frame<Void, Task<?>> {
    private @Nullable Task<?> task;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      this.task = task;
      return Awaitable.done();
    }

    @Override
    Awaitable<Task<?>> resume(Void nothing) {
      return Awaitable.of(Objects.requireNonNull(task, "set on entry"));
    }
  }

  /** Fails with {@code failure}, checked or not. */
  @SuppressWarnings("unchecked") // X is whatever it is
  static <T, X extends Throwable> Awaitable<T> rethrow(Throwable failure) throws X {
    throw (X) failure;
  }
}
