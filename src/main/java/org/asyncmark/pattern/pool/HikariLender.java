package org.asyncmark.pattern.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * {@link Lender} as a HikariCP pool, whose connections are stubs that hold a slot each. It has a
 * fixed size and does nothing beside lending: no keep-alive, no end of a connection's life, no
 * watch for leaks. What it asks a connection after half a second of idleness, whether it is alive,
 * a stub answers without a way to anywhere.
 *
 * <p>It goes by rules of its own. A thread is lent the slot that it had last, else the first idle
 * one of a list: neither order is FIFO or LIFO. Who waits is served by a fair hand-over, but a
 * newcomer may overtake him. Time-outs are whole milliseconds, {@value #LEAST_TIMEOUT_MILLIS} at
 * least. A thread in the background replaces broken connections and opens all but the first, and
 * rests for 30 ms after each: until then the pool has fewer.
 */
final class HikariLender implements Lender, AutoCloseable {
  /** The shortest time-out that HikariCP takes. */
  static final long LEAST_TIMEOUT_MILLIS = 250;

  private final HikariDataSource source;

  private HikariLender(HikariDataSource source) {
    this.source = source;
  }

  /**
   * Refuses a time-out that it cannot have.
   *
   * @throws IllegalArgumentException if it is too short
   */
  static void requireTimeout(long millis) {
    if (millis < LEAST_TIMEOUT_MILLIS) {
      throw new IllegalArgumentException(
          "HikariCP needs acquireTimeoutMillis="
              + LEAST_TIMEOUT_MILLIS
              + " at least, got "
              + millis
              + "; raise acquireTimeoutMillis");
    }
  }

  /** Opens it with one slot at least; the others come after a while. */
  static HikariLender open(PoolSpec spec) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(
        stub(DataSource.class, "getConnection", () -> connection(spec.slots().open())));
    config.setMaximumPoolSize(spec.slots().size());
    config.setConnectionTimeout(spec.timeout().toMillis());
    config.setKeepaliveTime(0);
    config.setMaxLifetime(0);
    return new HikariLender(new HikariDataSource(config));
  }

  @Override
  public void lend(Borrower borrower) throws IOException, InterruptedException, TimeoutException {
    try (Connection lent = source.getConnection()) {
      Slot slot = lent.unwrap(Slot.class);
      try {
        borrower.use(slot);
      } finally {
        if (slot.isBroken()) {
          source.evictConnection(lent);
        }
      }
    } catch (SQLTransientConnectionException e) {
      TimeoutException timeout = new TimeoutException(e.getMessage());
      timeout.initCause(e);
      throw timeout;
    } catch (SQLException e) {
      if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
        InterruptedException interrupt = new InterruptedException(e.getMessage());
        interrupt.initCause(e);
        throw interrupt;
      }
      throw new IllegalStateException("HikariCP failed: " + e.getMessage(), e);
    }
  }

  @Override
  public int idle() {
    return source.getHikariPoolMXBean().getIdleConnections();
  }

  @Override
  public void close() {
    source.close();
  }

  private static Connection connection(Slot slot) {
    return stub(Connection.class, "unwrap", () -> slot);
  }

  /** Returns a stub that is alive, has one method with an answer, and others that do nothing. */
  private static <T> T stub(Class<T> type, String method, Supplier<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (stub, called, arguments) -> {
              if (called.getName().equals(method)) {
                return answer.get();
              }
              if (called.getReturnType() == boolean.class) {
                return called.getName().equals("isValid");
              }
              return called.getReturnType() == int.class ? 0 : null;
            }));
  }
}
