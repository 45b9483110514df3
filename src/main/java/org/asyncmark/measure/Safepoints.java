package org.asyncmark.measure;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The time for which this JVM kept all its threads at safepoints, where they stand still:
 * collections, deoptimizations, thread dumps. HotSpot counts it in a management bean of its own,
 * which {@link #FLAG} opens.
 */
public final class Safepoints {
  /** Flag of a JVM that lets this class read the counter. */
  public static final String FLAG = "--add-exports=java.management/sun.management=ALL-UNNAMED";

  private static final String REGISTRAR = "sun.management.HotspotInternal";

  private Safepoints() {}

  /**
   * Returns the milliseconds since the JVM began; empty if it does not tell, because it is not
   * HotSpot or was started without {@link #FLAG}. From any thread.
   */
  static OptionalLong totalMillis() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName registrar = new ObjectName("sun.management:type=HotspotInternal");
      if (!server.isRegistered(registrar)) {
        server.createMBean(REGISTRAR, registrar); // registers the others
      }
      ObjectName runtime = new ObjectName("sun.management:type=HotspotRuntime");
      return OptionalLong.of((Long) server.getAttribute(runtime, "TotalSafepointTime"));
    } catch (JMException e) {
      return OptionalLong.empty(); // what is not told is no count, which is not 0
    }
  }
}
