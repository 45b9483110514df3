package org.asyncmark.run;

import org.asyncmark.backend.ServerAddress;
import org.asyncmark.plan.Placement;

/**
 * A server that the user has named and that is not the suite's: it is asked for leaves, and nothing
 * else is done to it. Whether it is there is for its clients to find out.
 */
record NamedServer(ServerAddress address) implements LeafServer {
  @Override
  public int port() {
    return address.port();
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public boolean revive() {
    return false;
  }

  @Override
  public void place(Placement placement) {
    // it stays where its owner has put it
  }

  @Override
  public void close() {
    // it goes on for its owner
  }
}
