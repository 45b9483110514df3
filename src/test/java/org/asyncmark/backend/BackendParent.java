package org.asyncmark.backend;

import java.util.concurrent.CountDownLatch;

/** A JVM that starts a backend, tells its process id, and then hangs until it is killed. */
final class BackendParent {
  private BackendParent() {}

  public static void main(String[] args) throws InterruptedException {
    ListeningProcess backend = BackendProcess.start(BackendProcess.runningJava());
    System.out.println(backend.pid());
    new CountDownLatch(1).await();
  }
}
