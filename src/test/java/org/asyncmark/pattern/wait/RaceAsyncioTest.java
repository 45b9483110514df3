package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;

class RaceAsyncioTest extends AsyncioContractTest<RaceContract.Subject> {
  RaceAsyncioTest() {
    super(RaceContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, RaceContract.Subject>> settings() {
    return Map.of("", Races::new);
  }

  @Override
  protected Stream<Wrong<RaceContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "wait.Race",
            "race_without_cancelling",
            "",
            RaceContract.LOSERS_THAT_ARE_CANCELLED_END_WITHOUT_A_VALUE));
  }

  private record Races(Asyncio asyncio) implements RaceContract.Subject {
    @Override
    public Race open(Leaves leaf, Rules rules) {
      return new AsyncioRace(
          asyncio,
          asyncio.open(
              "wait.Race",
              leaf,
              PatternParam.id(rules.until()),
              PatternParam.id(rules.losers()),
              rules.hedge().toNanos() / 1_000));
    }

    @Override
    public boolean suits(Rules rules) {
      return true;
    }
  }

  private record AsyncioRace(Asyncio asyncio, Kept race) implements Race {
    @Override
    public List<End> run(int leaves, Consumer<? super End> each)
        throws ExecutionException, InterruptedException {
      Elsewhere taking =
          (method, args) -> {
            each.accept(end(args.get(0)));
            return null;
          };
      List<End> ends = new ArrayList<>();
      Object told = asyncio.call(race, "run", leaves, new Elsewhere.Method(taking, "accept"));
      for (Object end : (List<?>) told) {
        ends.add(end(end));
      }
      return ends;
    }

    private static End end(Object told) {
      List<?> leafAndFailure = (List<?>) told;
      return new End((Long) leafAndFailure.get(0), (Throwable) leafAndFailure.get(1));
    }

    @Override
    public void quiet() throws ExecutionException, InterruptedException {
      asyncio.call(race, "quiet");
    }

    @Override
    public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
      throw new UnsupportedOperationException("no rule has requests");
    }
  }
}
