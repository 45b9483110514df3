package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameNamesTest {
  @Test
  void whatOnlyOneJdkHasIsLeftOutBetweenJdks() {
    String newer =
        "java/lang/Thread.run_[0];java/lang/Thread.runWith_[0];org/asyncmark/A$$Lambda.run_[i]"
            + ";sun/nio/ch/SocketChannelImpl.read_[j];sun/nio/ch/SocketChannelImpl.implRead_[i]"
            + ";sun/nio/ch/SocketDispatcher.read0_[j];Java_sun_nio_ch_SocketDispatcher_read0;read";
    String older =
        "java/lang/Thread.run_[1];org/asyncmark/A$$Lambda$73.run_[j]"
            + ";sun/nio/ch/SocketChannelImpl.read_[0]"
            + ";sun/nio/ch/FileDispatcherImpl.read0_[j];Java_sun_nio_ch_FileDispatcherImpl_read0"
            + ";read";

    assertThat(FrameNames.ACROSS_JDKS.of(one(newer)))
        .isEqualTo(FrameNames.ACROSS_JDKS.of(one(older)));
  }

  @Test
  void betweenModelsAStackBeginsAtTheFirstFrameOfOurs() {
    String stack =
        "java/lang/Thread.run_[0];org/asyncmark/pattern/gather/jmh_generated/G.stub_[0]"
            + ";org/asyncmark/pattern/gather/BlockingGather.failFast_[i];park_[k]";

    assertThat(FrameNames.ACROSS_MODELS.of(one(stack)).byStack())
        .containsOnlyKeys("org/asyncmark/pattern/gather/BlockingGather.failFast_[j];park_[k]");
  }

  @Test
  void threadsOfTheJvmAreOneFrameEach() {
    CollapsedStacks stacks =
        new CollapsedStacks(
            Map.of(
                "start_thread;thread_native_entry;CompileBroker::compiler_thread_loop;Parse::x", 2L,
                "start_thread;thread_native_entry;CompileBroker::compiler_thread_loop;Parse::y", 3L,
                "start_thread;thread_native_entry;VMThread::run", 5L));

    assertThat(FrameNames.AS_THEY_ARE.of(stacks).byStack())
        .containsExactly(
            Map.entry("[compiler of the JVM]", 5L), Map.entry("[other threads of the JVM]", 5L));
  }

  @Test
  void nothingElseIsLost() {
    assertThat(FrameNames.across("fanOut").of(one("java/lang/Thread.runWith_[j];a")).byStack())
        .containsExactly(Map.entry("java/lang/Thread.runWith_[j];a", 1L));
  }

  private static CollapsedStacks one(String stack) {
    return new CollapsedStacks(Map.of(stack, 1L));
  }
}
