package org.asyncmark.loop;

/** A callback of {@link EventLoop#callSoon}. */
final class Soon extends Handle {
  private final Ownership ownership;

  Soon(Ownership ownership, Runnable callback) {
    super(callback);
    this.ownership = ownership;
  }

  @Override
  public void cancel() {
    ownership.requireUnlessClosed("Handle.cancel");
    super.cancel();
  }

  @Override
  String kind() {
    return "Handle";
  }
}
