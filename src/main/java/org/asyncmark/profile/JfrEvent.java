package org.asyncmark.profile;

import java.util.Arrays;
import java.util.Optional;

/** An event of the flight recorder that is counted as it is, and its time where it has one. */
public enum JfrEvent {
  PINNED("VirtualThreadPinned", "pinned", true),
  SUBMIT_FAILED("VirtualThreadSubmitFailed", "submitFailed", false),
  VIRTUAL_START("VirtualThreadStart", "virtualStarts", false),
  THREAD_START("ThreadStart", "threadStarts", false),
  SLEEP("ThreadSleep", "sleeps", true),
  PARK("ThreadPark", "parks", true),
  MONITOR_ENTER("JavaMonitorEnter", "monitorEnters", true),
  SOCKET_READ("SocketRead", "socketReads", true),
  SOCKET_WRITE("SocketWrite", "socketWrites", true),
  FILE_READ("FileRead", "fileReads", true),
  FILE_WRITE("FileWrite", "fileWrites", true),
  GC_PAUSE("GCPhasePause", "gcPauses", true),
  DEOPTIMIZATION("Deoptimization", "deoptimizations", false);

  private final String type;
  private final String count;
  private final boolean timed;

  JfrEvent(String event, String count, boolean timed) {
    this.type = "jdk." + event;
    this.count = "jfr." + count;
    this.timed = timed;
  }

  /** Returns the name of the type in recordings. */
  String type() {
    return type;
  }

  /** Returns the name of the count per op. */
  public String count() {
    return count;
  }

  /** Returns the name of the time per op, in microseconds. */
  public String time() {
    return count + ".time";
  }

  /** Tells whether the event lasts. */
  boolean timed() {
    return timed;
  }

  static Optional<JfrEvent> ofType(String type) {
    return Arrays.stream(values()).filter(event -> event.type.equals(type)).findFirst();
  }
}
