package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes programs of seeds. Each program has its own random choice of topics, so that those it has
 * meet often; there are few resources of each kind and times are small, for the same reason. Every
 * program ends: there are no loops, and who waits for ever is cancelled by the interpreters.
 */
final class ProgramGenerator {
  private static final int MAX_DEPTH = 4;
  private static final int NUMBER_TO_BE_GIVEN = 0;
  private static final Set<String> MAKING_TASKS = Set.of("task", "start", "member", "branch");

  /** What a crowd waits for, what wakes one of it, and the resource. */
  private static final String[] CROWDS = {
    "(acquire l0) / (release l0) / l0",
    "(with l0 (sleep 1)) / (sleep 0) / l0",
    "(acquire s1) / (release s1) / s1",
    "(acquire s2) / (block (release s2) (release s2)) / s2",
    "(wait e0) / (set e0) / e0",
    "(with c0 (cwait c0)) / (with c0 (notify c0 1)) / c0",
    "(get q1) / (putnow q1 5) / q1",
    "(get q0) / (block (putnow q0 6) (putnow q0 7)) / q0",
    "(put q1 4) / (getnow q1) / q1",
    "(put q2 3) / (block (getnow q2) (getnow q2)) / q2",
    "(block (putnow q0 8) (join q0)) / (done q0) / q0",
    "(await f0) / (complete f0) / f0",
    "(meet r2) / (meet r2) / r2"
  };

  private static final Set<String> WAKING =
      Set.of("release", "with", "set", "put", "get", "putnow", "getnow", "complete", "done");

  private enum Topic {
    LOCK,
    SEMAPHORE,
    EVENT,
    CONDITION,
    QUEUE,
    FUTURE,
    TASK,
    WAIT_FOR,
    GROUP,
    GATHER,
    WAIT,
    SHIELD,
    BARRIER,
    TIMEOUT,
    FAILURE,
    CANCEL
  }

  @SuppressWarnings("EnumOrdinal") // their order is what is meant
  private static final int PRIMITIVES = Topic.FUTURE.ordinal(); // those before it

  @SuppressWarnings("EnumOrdinal") // their order is what is meant
  private static final int SUBJECTS = Topic.TIMEOUT.ordinal(); // those before it

  private final Random random;
  private final List<Topic> topics = new ArrayList<>();
  private final boolean cancels;
  private final boolean oneOfEach; // resource, so that all tasks meet at it
  private boolean mostlyWaits; // the task that is being made, rather than wake others
  private int left; // statements that may still be made
  private final Map<String, List<Integer>> users = new HashMap<>();
  private int tasks; // numbered so far

  private ProgramGenerator(long seed) {
    // neighbouring seeds would have much the same first numbers
    random = new Random(seed * 0x9E3779B97F4A7C15L ^ seed >>> 31);
    int subjects = 1 + random.nextInt(3);
    for (int i = 0; i < subjects; i++) {
      Topic subject = Topic.values()[random.nextInt(chance(1, 2) ? PRIMITIVES : SUBJECTS)];
      topics.addAll(List.of(subject, subject));
    }
    cancels = chance(3, 4);
    oneOfEach = chance(2, 3);
    if (cancels && chance(1, 2)) {
      topics.add(Topic.CANCEL);
    }
    if (chance(1, 3)) {
      topics.add(Topic.TIMEOUT);
    }
    if (chance(1, 3)) {
      topics.add(Topic.FAILURE);
    }
  }

  static Program generate(long seed) {
    return new Program(seed, new ProgramGenerator(seed).program());
  }

  private Statement program() {
    List<Statement> roots = new ArrayList<>();
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      left = 3 + random.nextInt(9);
      mostlyWaits = chance(1, 2);
      roots.add(Statement.block("task", statements(1), NUMBER_TO_BE_GIVEN));
    }
    if (cancels && chance(1, 3)) {
      crowd(roots);
    }
    Statement numbered = numbered(Statement.block("program", roots));
    findUsers(numbered, 0);
    return referred(numbered, 0);
  }

  /**
   * Adds tasks that wait for the same, and one that wakes one of them and cancels one in the same
   * turn: where a wake-up is most easily lost.
   */
  private void crowd(List<Statement> roots) {
    String[] words = pick(CROWDS).split(" / ");
    Statement waiting = Statement.parse(words[0]);
    Statement waking = Statement.parse(words[1]);
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      left = 1 + random.nextInt(2);
      List<Statement> body = new ArrayList<>(statements(1));
      body.add(random.nextInt(body.size() + 1), waiting);
      roots.add(Statement.block("task", body, NUMBER_TO_BE_GIVEN));
    }
    List<Statement> body = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      body.add(Statement.of("sleep", 1 + random.nextInt(2)));
      body.add(waking);
      body.add(Statement.of("cancel", "!" + words[2]));
    }
    roots.add(Statement.block("task", body, NUMBER_TO_BE_GIVEN));
  }

  private List<Statement> statements(int depth) {
    List<Statement> statements = new ArrayList<>();
    int count = depth == 1 ? left : 1 + random.nextInt(3);
    if (depth == 1 && chance(mostlyWaits ? 1 : 3, 4)) {
      statements.add(Statement.of("sleep", time())); // so that there are others who wait
    }
    for (int i = 0; i < count && left > 0; i++) {
      left--;
      Statement statement = statement(depth);
      // so that a task that is cancelled is not lost for the rest of the program
      boolean survives = depth == 1 && cancels && chance(1, 3);
      statements.add(survives ? Statement.block("swallow", List.of(statement)) : statement);
      if (cancels && WAKING.contains(statement.op()) && chance(1, 3)) {
        // in the same turn, and one that may just have been woken
        statements.add(Statement.of("cancel", "!" + statement.arg(0)));
      }
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
      case LOCK -> mutex(depth, name("l0", "l1"));
      case SEMAPHORE -> mutex(depth, name("s1", "s2", "b1", "b2"));
      case EVENT -> Statement.of(waits() ? "wait" : pick("set", "set", "clear"), name("e0", "e1"));
      case CONDITION -> condition(depth);
      case QUEUE -> queue();
      case FUTURE ->
          Statement.of(waits() ? "await" : pick("complete", "break", "drop"), name("f0", "f1"));
      case TASK -> task(depth);
      case CANCEL -> cancel(depth);
      case TIMEOUT -> timeout(depth);
      case WAIT_FOR -> waitFor(depth);
      case GROUP -> group(depth);
      case GATHER -> gather(depth);
      case WAIT ->
          Statement.of("until", pick("first", "exception", "all"), pick("-", time()), "?", "?");
      case SHIELD -> Statement.of("shield", "?");
      case BARRIER -> Statement.of(pick("meet", "meet", "meet", "meet", "reset", "abort"), "r2");
      case FAILURE ->
          Statement.of(depth == 1 ? "sleep" : "fail", depth == 1 ? "0" : "x" + random.nextInt(4));
    };
  }

  private Statement wrapped(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> block("swallow", depth);
      case 1 -> Statement.block("finally", List.of(block("block", depth), block("block", depth)));
      default -> block("try", depth);
    };
  }

  private Statement mutex(int depth, String name) {
    if (depth == MAX_DEPTH || chance(2, 5)) {
      return Statement.of(pick("acquire", "release"), name);
    }
    List<Statement> inside = new ArrayList<>(statements(depth + 1));
    if (chance(1, 2)) {
      inside.add(Statement.of("sleep", time()));
    }
    return Statement.block("with", inside, name);
  }

  private Statement condition(int depth) {
    if (depth == MAX_DEPTH || random.nextInt(6) == 0) {
      return Statement.of(pick("acquire", "release", "cwait", "notify"), "c0");
    }
    List<Statement> inside = new ArrayList<>();
    if (waits()) {
      inside.add(
          chance(2, 3)
              ? Statement.of("cwait", "c0")
              : Statement.of("cuntil", "c0", 1 + random.nextInt(3)));
    } else if (chance(1, 4)) {
      inside.add(Statement.of("notifyall", "c0"));
    } else {
      inside.add(Statement.of("inc", "c0"));
      inside.add(Statement.of("notify", "c0", 1 + random.nextInt(2)));
    }
    inside.addAll(random.nextInt(3) == 0 ? statements(depth + 1) : List.of());
    return Statement.block("with", inside, "c0");
  }

  private Statement queue() {
    String name = name("q1", "q0", "q2", "i1", "p2");
    if (waits()) {
      return switch (random.nextInt(9)) {
        case 0 -> Statement.of("getnow", name);
        case 1, 2 -> Statement.of("done", name);
        case 3 -> Statement.of("join", name);
        default -> Statement.of("get", name);
      };
    }
    return switch (random.nextInt(9)) {
      case 0 -> Statement.of("shutdown", name, pick("later", "now"));
      case 1, 2, 3 -> Statement.of("putnow", name, 1 + random.nextInt(9));
      default -> Statement.of("put", name, 1 + random.nextInt(9));
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
    return Integer.toString(Math.min(random.nextInt(4), random.nextInt(8)));
  }

  /** Returns a number below {@code bound}, rather a small one: who came first is woken first. */
  private int least(int bound) {
    return Math.min(random.nextInt(bound), random.nextInt(bound));
  }

  private boolean waits() {
    return chance(1, 5) != mostlyWaits;
  }

  private boolean chance(int of, int in) {
    return random.nextInt(in) < of;
  }

  private String name(String first, String... others) {
    return oneOfEach || chance(1, 2) ? first : pick(others);
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  /** Numbers the tasks in the order of the text, from 1. */
  private Statement numbered(Statement statement) {
    List<String> args =
        makesTask(statement) ? List.of(Integer.toString(++tasks)) : statement.args();
    List<Statement> body = statement.body().stream().map(this::numbered).toList();
    return new Statement(statement.op(), args, body);
  }

  /** Notes which tasks use which resource. */
  private void findUsers(Statement statement, int task) {
    int own = makesTask(statement) ? statement.number(0) : task;
    statement.args().forEach(arg -> users.computeIfAbsent(arg, any -> new ArrayList<>()).add(own));
    statement.body().forEach(each -> findUsers(each, own));
  }

  /** Says which tasks are meant by {@code ?} and {@code !}. */
  private Statement referred(Statement statement, int task) {
    int own = makesTask(statement) ? statement.number(0) : task;
    if (statement.args().contains("?") && own == tasks) {
      return Statement.of("sleep", 0); // there is none to wait for
    }
    List<String> args = statement.args().stream().map(arg -> referred(arg, own)).toList();
    List<Statement> body = statement.body().stream().map(each -> referred(each, own)).toList();
    return new Statement(statement.op(), args, body);
  }

  /**
   * Chooses for a {@code ?} a task with a higher number than its own, because to cancel tasks that
   * wait for each other would never end; for a {@code !} any, and for {@code !q1} a user of that.
   */
  private String referred(String arg, int own) {
    if (arg.equals("?")) {
      return Integer.toString(own + 1 + random.nextInt(tasks - own));
    } else if (!arg.startsWith("!")) {
      return arg;
    }
    List<Integer> candidates = users.getOrDefault(arg.substring(1), List.of());
    int chosen = own;
    for (int i = 0; i < 3 && chosen == own; i++) { // rarely itself
      chosen =
          candidates.isEmpty()
              ? 1 + random.nextInt(tasks)
              : candidates.get(least(candidates.size()));
    }
    return Integer.toString(chosen);
  }

  private static boolean makesTask(Statement statement) {
    return MAKING_TASKS.contains(statement.op());
  }
}
