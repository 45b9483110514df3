package org.asyncmark.pattern.taskgroup;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.PythonException;

class GroupAsyncioTest extends AsyncioContractTest<GroupContract.Subject> {
  GroupAsyncioTest() {
    super(GroupContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, GroupContract.Subject>> settings() {
    return Map.of("", asyncio -> (leaf, tree) -> new AsyncioGroup(asyncio, leaf, tree));
  }

  @Override
  protected Stream<Wrong<GroupContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "taskgroup.group",
            "group_that_is_a_gather",
            "",
            GroupContract.A_FAILURE_CANCELS_ALL_THAT_IS_AT_WORK));
  }

  private record AsyncioGroup(Asyncio asyncio, Leaves leaf, Tree tree) implements Group {
    @Override
    public long run() throws ExecutionException, InterruptedException {
      try {
        return (Long) asyncio.call("taskgroup.group", leaf, tree.fanOut(), tree.depth());
      } catch (ExecutionException e) {
        throw new ExecutionException(PythonException.firstOf(e.getCause()));
      }
    }
  }
}
