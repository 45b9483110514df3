package org.asyncmark.measure;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Signals that make a whole process stand still and go on, compiler and collector included, and one
 * by which a Python says where it is and ends.
 */
public enum ProcessSignal {
  /** Stands still until it is told to go on. */
  STOP(19, 17),
  /** Goes on. */
  CONTINUE(18, 19),
  /** Ends, as by a mistake of its own. */
  ABORT(6, 6);

  private final int onLinux;
  private final int onMac;

  ProcessSignal(int onLinux, int onMac) {
    this.onLinux = onLinux;
    this.onMac = onMac;
  }

  /**
   * Tells whether this platform has them and they can be sent: JNA unpacks its library to a
   * temporary folder, which may be read-only or not executable.
   */
  public static boolean isPossible() {
    try {
      // the numbers are those of these processors, some others count otherwise
      boolean known = Platform.isLinux() && (Platform.isIntel() || Platform.isARM());
      return (known || Platform.isMac()) && kill() != null;
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * Sends the signal; a process that is not there gets none. Any thread may call it.
   *
   * @param pid of a child of this process that has not been waited for, so that no other process
   *     can have its number
   */
  public void send(long pid) {
    int number = Platform.isMac() ? onMac : onLinux;
    int unused = kill().invokeInt(new Object[] {Math.toIntExact(pid), number});
  }

  private static Function kill() {
    return Function.getFunction(Platform.C_LIBRARY_NAME, "kill");
  }
}
