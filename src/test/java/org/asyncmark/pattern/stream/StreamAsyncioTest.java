package org.asyncmark.pattern.stream;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.jspecify.annotations.Nullable;

class StreamAsyncioTest extends AsyncioContractTest<StreamContract.Subject> {
  private static final int[] AHEAD = {0, 1, 16};

  StreamAsyncioTest() {
    super(StreamContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, StreamContract.Subject>> settings() {
    Map<String, Function<Asyncio, StreamContract.Subject>> settings = new TreeMap<>();
    for (int ahead : AHEAD) {
      settings.put("ahead " + ahead, asyncio -> new Opened(asyncio, ahead));
    }
    return settings;
  }

  @Override
  protected Stream<Wrong<StreamContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.stream_run",
            "stream_that_works_too_far_ahead",
            "ahead 1",
            StreamContract.THE_SOURCE_IS_HELD_BACK_BY_A_CONSUMER_THAT_IS_AT_WORK));
  }

  private record Opened(Asyncio asyncio, int ahead) implements StreamContract.Subject {
    @Override
    public Streaming open(StreamShape shape, ScriptedLeaf leaf) {
      return (op, counting) -> {
        Elsewhere notes = (method, args) -> note(op, method, args);
        return (Long)
            asyncio.call(
                "passed.stream_run",
                leaf,
                notes,
                shape.ahead(),
                shape.items(),
                PatternParam.id(shape.ending()));
      };
    }

    private static @Nullable Object note(StreamOp op, String method, List<?> args)
        throws IOException {
      switch (method) {
        case "begin" -> {
          return op.begin(((Long) args.get(0)).intValue());
        }
        case "wantsMore" -> {
          return op.wantsMore();
        }
        case "open" -> op.open();
        case "handing" -> op.handing((Long) args.get(0));
        case "took" -> op.took((Long) args.get(0));
        default -> op.free();
      }
      return null;
    }
  }
}
