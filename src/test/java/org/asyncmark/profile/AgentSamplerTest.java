package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentSamplerTest {
  @Test
  void allEventsGoIntoOneRecording() {
    assertThat(command(Engine.CTIMER, ProfileEvent.values()))
        .isEqualTo(
            "start,jfr,event=ctimer,interval=1000000,alloc=512k,wall=20ms,lock=10us"
                + ",cstack=vm,memlimit=256m,file=/x.jfr");
  }

  @Test
  void whatIsNotAskedForIsNotSampled() {
    assertThat(command(Engine.CPU, ProfileEvent.LOCK))
        .isEqualTo("start,jfr,lock=10us,cstack=vm,memlimit=256m,file=/x.jfr");
  }

  @Test
  void theWallClockIsNotStartedTwice() {
    assertThat(command(Engine.WALL, ProfileEvent.CPU, ProfileEvent.WALL))
        .isEqualTo("start,jfr,event=wall,interval=1000000,cstack=vm,memlimit=256m,file=/x.jfr");
  }

  private static String command(Engine engine, ProfileEvent... events) {
    List<ProfileEvent> list = Arrays.asList(events);
    return AgentSampler.startCommand(engine, list, 1_000_000, Path.of("/x.jfr"));
  }
}
