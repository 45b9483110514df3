package org.asyncmark.bench;

/** A primitive of the future model and a blocking one of the JDK that does the same. */
enum PrimitivePair {
  /** Both are first come, first served. */
  SEMAPHORE_FAIR(
      "AsyncSemaphore",
      "semaphoreOfFutures",
      "Semaphore, first come first served",
      "semaphoreFair"),
  /** The JDK's as most programs use it. */
  SEMAPHORE("AsyncSemaphore", "semaphoreOfFutures", "Semaphore", "semaphoreBarging"),
  /** Both are first come, first served. */
  LOCK_FAIR("AsyncMutex", "mutexOfFutures", "ReentrantLock, first come first served", "lockFair"),
  /** The JDK's as most programs use it. */
  LOCK("AsyncMutex", "mutexOfFutures", "ReentrantLock", "lockBarging"),
  /** Both hold 16 items. */
  QUEUE("AsyncQueue", "queueOfFutures", "ArrayBlockingQueue", "queueBlocking");

  private final String primitive;
  private final String benchmark;
  private final String peer;
  private final String peerBenchmark;

  PrimitivePair(String primitive, String benchmark, String peer, String peerBenchmark) {
    this.primitive = primitive;
    this.benchmark = benchmark;
    this.peer = peer;
    this.peerBenchmark = peerBenchmark;
  }

  /** Returns the name of the primitive of the future model. */
  String primitive() {
    return primitive;
  }

  /** Returns its method in {@link FuturePrimitivesBenchmark}. */
  String benchmark() {
    return benchmark;
  }

  /** Returns what the JDK has beside it, in words. */
  String peer() {
    return peer;
  }

  /** Returns the method of the peer in {@link FuturePrimitivesBenchmark}. */
  String peerBenchmark() {
    return peerBenchmark;
  }
}
