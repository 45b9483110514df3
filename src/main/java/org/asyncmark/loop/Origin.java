package org.asyncmark.loop;

import java.util.Set;

/** A callback that knows where it was added, for messages in debug mode. */
final class Origin implements Runnable {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Set<String> INNER =
      Set.of(Origin.class.getName(), EventLoop.class.getName(), LoopFuture.class.getName());

  private final Runnable callback;
  private final String place;

  private Origin(Runnable callback, String place) {
    this.callback = callback;
    this.place = place;
  }

  /** Returns the callback with the place in the code that adds it to the loop. */
  static Runnable of(Runnable callback) {
    return new Origin(callback, WALKER.walk(frames -> place(frames)));
  }

  private static String place(java.util.stream.Stream<StackWalker.StackFrame> frames) {
    return frames
        .filter(frame -> !INNER.contains(frame.getClassName().split("\\$", 2)[0]))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("an unknown place");
  }

  @Override
  public void run() {
    callback.run();
  }

  @Override
  public String toString() {
    return SafeText.of(callback) + " created at " + place;
  }
}
