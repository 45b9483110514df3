package org.asyncmark.profile.flame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the stacks of two profiles comparable: without it, hardly a frame of one has its
 * counterpart in the other. What is taken away is said on the page.
 */
enum FrameNames {
  /** For arms on different JDKs: takes away what only one JDK's stacks have. */
  ACROSS_JDKS(
      "Between JDKs these frames are left out, since only one of the two has them or calls them so:"
          + " Thread.runWith, the impl... methods of java.nio and others, ScopedMemoryAccess, the"
          + " native methods under read and write of a socket, reflection and method handles; and"
          + " numbers of lambdas, hidden classes and proxies.") {
    @Override
    List<String> of(List<String> frames) {
      return frames.stream()
          .filter(frame -> !ONE_JDK_ONLY.matcher(frame).matches())
          .map(frame -> NUMBER.matcher(frame).replaceAll("$1"))
          .toList();
    }
  },
  /** For models: takes away what starts the threads, up to the first frame of ours. */
  ACROSS_MODELS(
      "Between models the frames below the first one of org.asyncmark are left out: they start the"
          + " thread, and are others in every model.") {
    @Override
    List<String> of(List<String> frames) {
      for (int i = 0; i < frames.size(); i++) {
        if (frames.get(i).startsWith("org/asyncmark/")
            && !frames.get(i).contains("/jmh_generated/")) {
          return frames.subList(i, frames.size());
        }
      }
      return frames;
    }
  },
  /** For everything else: nothing is taken away. */
  AS_THEY_ARE("") {
    @Override
    List<String> of(List<String> frames) {
      return frames;
    }
  };

  private static final Pattern ONE_JDK_ONLY =
      Pattern.compile(
          "java/lang/Thread\\.runWith.*"
              + "|[a-z]+/.*\\.impl[A-Z]\\w*_\\[j]"
              + "|jdk/internal/misc/ScopedMemoryAccess.*"
              + "|sun/nio/ch/\\w*Dispatcher\\w*\\.\\w+0_\\[j]"
              + "|Java_sun_nio_ch_.*"
              + "|java/lang/(invoke|reflect)/.*"
              + "|jdk/internal/reflect/.*");
  private static final Pattern NUMBER =
      Pattern.compile("(\\$\\$Lambda|LambdaForm\\$\\w+|lambda\\$\\w+|proxy|\\$Proxy)[$.]?\\d+");

  /** How a Java frame was compiled: interpreted, by C1, inlined. The converter draws them alike. */
  private static final Pattern COMPILATION = Pattern.compile("_\\[[01i]]$");

  private final String note;

  FrameNames(String note) {
    this.note = note;
  }

  /** Returns the rule for arms that differ in a key. */
  static FrameNames across(String key) {
    return switch (key) {
      case ArmDifference.JDK -> ACROSS_JDKS;
      case ArmDifference.MODEL -> ACROSS_MODELS;
      default -> AS_THEY_ARE;
    };
  }

  /** Returns what is taken away, one sentence; empty if nothing is. */
  String note() {
    return note;
  }

  /** Returns a stack's frames without what is not compared. */
  abstract List<String> of(List<String> frames);

  /** Returns one frame for a stack of the JVM's own threads: their work differs by chance. */
  private static List<String> withoutTheJvm(List<String> frames) {
    if (frames.stream().anyMatch(frame -> frame.startsWith("CompileBroker::"))) {
      return List.of("[compiler of the JVM]");
    }
    boolean java = frames.stream().anyMatch(frame -> frame.endsWith("_[j]"));
    return !java && frames.contains("thread_native_entry")
        ? List.of("[other threads of the JVM]")
        : frames;
  }

  /** Applies this to all stacks; those that become the same are added up. */
  CollapsedStacks of(CollapsedStacks stacks) {
    Map<String, Long> byStack = new TreeMap<>();
    stacks
        .byStack()
        .forEach(
            (stack, number) -> {
              List<String> frames =
                  Arrays.stream(stack.split(";"))
                      .map(frame -> COMPILATION.matcher(frame).replaceFirst("_[j]"))
                      .collect(Collectors.toCollection(ArrayList::new));
              List<String> kept = of(withoutTheJvm(frames));
              byStack.merge(kept.isEmpty() ? stack : String.join(";", kept), number, Long::sum);
            });
    return new CollapsedStacks(byStack);
  }
}
