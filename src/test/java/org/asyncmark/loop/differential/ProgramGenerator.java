package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes programs of seeds. Each program has its own random choice of topics, so that those it has
 * meet often; there are few resources of each kind and times are small, for the same reason. Every
 * program ends: there are no loops, and who waits for ever is cancelled by the interpreters.
 */
final class ProgramGenerator {
  private static final int MAX_DEPTH = 4;
  private static final int NUMBER_TO_BE_GIVEN = 0;

  private enum Topic {
    LOCK,
    SEMAPHORE,
    EVENT,
    CONDITION,
    QUEUE,
    FUTURE,
    TASK,
    CANCEL,
    TIMEOUT,
    WAIT_FOR,
    GROUP,
    GATHER,
    WAIT,
    SHIELD,
    BARRIER,
    FAILURE
  }

  private final Random random;
  private final List<Topic> topics = new ArrayList<>();
  private int left; // statements that may still be made
  private int tasks; // numbered so far

  private ProgramGenerator(long seed) {
    // neighbouring seeds would have much the same first numbers
    random = new Random(seed * 0x9E3779B97F4A7C15L ^ seed >>> 31);
    for (Topic topic : Topic.values()) {
      if (random.nextInt(10) < 3) {
        topics.add(topic);
      }
    }
    topics.add(random.nextInt(4) > 0 ? Topic.CANCEL : Topic.TASK);
    left = 8 + random.nextInt(28);
  }

  static Program generate(long seed) {
    return new Program(seed, new ProgramGenerator(seed).program());
  }

  private Statement program() {
    List<Statement> roots = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      roots.add(Statement.block("task", statements(1), NUMBER_TO_BE_GIVEN));
    }
    Statement numbered = numbered(Statement.block("program", roots));
    return referred(numbered, 0);
  }

  private List<Statement> statements(int depth) {
    List<Statement> statements = new ArrayList<>();
    int count = 1 + random.nextInt(depth == 1 ? 7 : 3);
    for (int i = 0; i < count && left > 0; i++) {
      left--;
      statements.add(statement(depth));
    }
    return statements;
  }

  private Statement statement(int depth) {
    int kind = random.nextInt(12);
    if (kind < 2) {
      return Statement.of("sleep", time());
    } else if (kind == 2 && depth < MAX_DEPTH) {
      return wrapped(depth);
    }
    return switch (topics.get(random.nextInt(topics.size()))) {
      case LOCK -> mutex(depth, pick("l0", "l1"));
      case SEMAPHORE -> mutex(depth, pick("s1", "s2", "b1", "b2"));
      case EVENT -> Statement.of(pick("wait", "wait", "set", "clear"), pick("e0", "e1"));
      case CONDITION -> condition(depth);
      case QUEUE -> queue();
      case FUTURE -> Statement.of(pick("await", "await", "complete", "break", "drop"), pick("f0", "f1"));
      case TASK -> task(depth);
      case CANCEL -> cancel(depth);
      case TIMEOUT -> timeout(depth);
      case WAIT_FOR -> waitFor(depth);
      case GROUP -> group(depth);
      case GATHER -> gather(depth);
      case WAIT -> Statement.of("until", pick("first", "exception", "all"), pick("-", time()), "?", "?");
      case SHIELD -> Statement.of("shield", "?");
      case BARRIER -> Statement.of(pick("meet", "meet", "meet", "meet", "reset", "abort"), "r2");
      case FAILURE -> Statement.of("fail", "x" + random.nextInt(4));
    };
  }

  private Statement wrapped(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> block("swallow", depth);
      case 1 ->
          Statement.block("finally", List.of(block("block", depth), block("block", depth)));
      default -> block("try", depth);
    };
  }

  private Statement mutex(int depth, String name) {
    return depth < MAX_DEPTH && random.nextInt(4) > 0
        ? block("with", depth, name)
        : Statement.of(pick("acquire", "release"), name);
  }

  private Statement condition(int depth) {
    if (depth == MAX_DEPTH || random.nextInt(6) == 0) {
      return Statement.of(pick("acquire", "release", "cwait", "notify"), "c0");
    }
    List<Statement> inside = new ArrayList<>();
    switch (random.nextInt(6)) {
      case 0, 1 -> inside.add(Statement.of("cwait", "c0"));
      case 2 -> inside.add(Statement.of("cuntil", "c0", 1 + random.nextInt(3)));
      case 3 -> inside.add(Statement.of("notifyall", "c0"));
      default -> {
        inside.add(Statement.of("inc", "c0"));
        inside.add(Statement.of("notify", "c0", 1 + random.nextInt(2)));
      }
    }
    inside.addAll(random.nextInt(3) == 0 ? statements(depth + 1) : List.of());
    return Statement.block("with", inside, "c0");
  }

  private Statement queue() {
    String name = pick("q0", "q1", "q1", "q2", "i1", "p2");
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6 -> Statement.of("put", name, 1 + random.nextInt(9));
      case 7, 8, 9, 10, 11, 12, 13 -> Statement.of("get", name);
      case 14, 15 -> Statement.of("putnow", name, 1 + random.nextInt(9));
      case 16, 17 -> Statement.of("getnow", name);
      case 18, 19, 20 -> Statement.of("done", name);
      case 21, 22 -> Statement.of("join", name);
      default -> Statement.of("shutdown", name, pick("later", "now"));
    };
  }

  private Statement task(int depth) {
    return depth < MAX_DEPTH && random.nextBoolean()
        ? block("start", depth, NUMBER_TO_BE_GIVEN)
        : Statement.of("await", "?");
  }

  private Statement cancel(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> Statement.of("uncancel");
      case 1 -> depth < MAX_DEPTH ? block("swallow", depth) : Statement.of("cancel", "!");
      default -> Statement.of("cancel", "!");
    };
  }

  private Statement timeout(int depth) {
    return depth < MAX_DEPTH && random.nextInt(5) > 0
        ? Statement.block(
            pick("try", "block"),
            List.of(block("timeout", depth, random.nextInt(9) == 0 ? "never" : time())))
        : Statement.of("reschedule", random.nextInt(5) == 0 ? "never" : time());
  }

  private Statement waitFor(int depth) {
    Statement wait =
        depth < MAX_DEPTH && random.nextInt(4) > 0
            ? block("waitfor", depth, time())
            : Statement.of("waittask", time(), "?");
    return Statement.block(pick("try", "block"), List.of(wait));
  }

  private Statement group(int depth) {
    if (depth == MAX_DEPTH) {
      return Statement.of("sleep", time());
    }
    if (random.nextInt(6) == 0) {
      return block("member", depth, NUMBER_TO_BE_GIVEN); // of the group around, if there is one
    }
    List<Statement> inside = new ArrayList<>();
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      inside.add(block("member", depth + 1, NUMBER_TO_BE_GIVEN));
    }
    inside.addAll(random.nextBoolean() ? statements(depth + 1) : List.of());
    return Statement.block(pick("try", "block"), List.of(Statement.block("group", inside)));
  }

  private Statement gather(int depth) {
    if (depth == MAX_DEPTH || random.nextInt(4) == 0) {
      return Statement.of(pick("gatherall", "settleall"), "?", "?");
    }
    List<Statement> branches = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      branches.add(block("branch", depth + 1, NUMBER_TO_BE_GIVEN));
    }
    Statement gather = Statement.block(pick("gather", "settle"), branches);
    return Statement.block(pick("try", "block"), List.of(gather));
  }

  private Statement block(String op, int depth, Object... args) {
    return Statement.block(op, statements(depth + 1), args);
  }

  private String time() {
    return Integer.toString(random.nextInt(6));
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  /** Numbers the tasks in the order of the text, from 1. */
  private Statement numbered(Statement statement) {
    List<String> args = makesTask(statement) ? List.of(Integer.toString(++tasks)) : statement.args();
    List<Statement> body = statement.body().stream().map(this::numbered).toList();
    return new Statement(statement.op(), args, body);
  }

  /**
   * Says which tasks are meant: any for a {@code !}, for a {@code ?} one with a higher number than
   * the task it stands in, because to cancel tasks that wait for each other would never end.
   */
  private Statement referred(Statement statement, int task) {
    int own = makesTask(statement) ? statement.number(0) : task;
    List<String> args = new ArrayList<>();
    for (String arg : statement.args()) {
      if (arg.equals("!")) {
        args.add(Integer.toString(1 + random.nextInt(tasks)));
      } else if (arg.equals("?") && own == tasks) {
        return Statement.of("sleep", 0);
      } else if (arg.equals("?")) {
        args.add(Integer.toString(own + 1 + random.nextInt(tasks - own)));
      } else {
        args.add(arg);
      }
    }
    List<Statement> body = statement.body().stream().map(each -> referred(each, own)).toList();
    return new Statement(statement.op(), args, body);
  }

  private static boolean makesTask(Statement statement) {
    return List.of("task", "start", "member", "branch").contains(statement.op());
  }
}
