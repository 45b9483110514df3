package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line as users type it: exit codes and messages. */
@Tag("any-jdk")
@Timeout(60)
class AsyncmarkTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Tag("any-jdk")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --pattern nope | unknown pattern 'nope'; choose from gather, fanout, queue, lock, event, condition, wait, timeout, cancel, taskgroup, offload, pitfalls, pool, retry, breaker, ratelimit, stream, broadcast, pipeline, shutdown, files, session
          run --model threads | unknown model 'threads'; choose from platform, virtual, future, loop, asyncio
          run --preset slow | unknown preset 'slow'; choose from smoke, quick, decide, standard, publish
          run --pattern gather --param fanout=1 | unknown parameter 'fanout' of gather; did you mean fanOut? choose from leaf, variant, fanOut, cpuTokens, delayMicros, payloadBytes, connections, mechanism, poolSize
          run --resume x --rounds 3 | --resume goes on with the plan of its run; leave out --rounds
          run --param fanOut | --param wants NAME=V[,V...], got 'fanOut'; for example fanOut=100,1000
          run --param fanOut=ten | parameter fanOut got 'ten'; give a whole number from 1 to 1000000
          run --param leaf=cpu --param leaf=http | --param leaf is given twice; give all values at once: leaf=V,V
          run --model virtaul | unknown model 'virtaul'; did you mean virtual? choose from platform, virtual, future, loop, asyncio
          run --jdk-flags zgc | --jdk-flags wants NAME=JDK:FLAGS, got 'zgc'; for example zgc=25:-XX:+UseZGC
          run --jdk-flags x=25:-cp | --jdk-flags x=25:-cp: flag '-cp' of the forks' JVM is not taken: a fork runs the classes of this jar; leave it out
          run --jdk-flags x/y=25:-Xint | --jdk-flags x/y=25:-Xint: the name of a JDK may have letters, digits, '.', '_' and '-' only, got 'x/y'
          run --jdk-flags x=25:-XX:+NoSuchFlag | --jdk-flags x=25:-XX:+NoSuchFlag: JDK 25 does not start with these flags: Unrecognized VM option 'NoSuchFlag'
          run --jdk 25 --jdk-flags 25=25:-Xint | two JDKs with the name 25; give one another name with --jdk-home NAME=DIR or --jdk-flags NAME=JDK:FLAGS
          run --jdk-flags a=25:-Xint --jdk-flags A=25:-Xint | two JDKs with the name a; give one another name with --jdk-home NAME=DIR or --jdk-flags NAME=JDK:FLAGS
          run --jdk-flags x=25:-Xshare:dump | --jdk-flags x=25:-Xshare:dump: flag '-Xshare:dump' of the forks' JVM is not taken: a fork would run no benchmark; leave it out
          run --jdk 25 --jdk-flags x-again=25:-Xint | a JDK whose name ends in -again is one that is measured again, got x-again; give it another name
          run --model asyncio --jdk-flags x=25:-Xint | --jdk-flags is of JDKs, on which asyncio does not run; leave it out
          run --resume x --jdk-flags x=25:-Xint | --resume goes on with the plan of its run; leave out --jdk-flags
          run --from 17:platform | want both --from and --to, got --from alone; add --to
          run --to 25:virtual | want both --from and --to, got --to alone; add --from
          run --time soon | want a time such as 250ms or 2s for --time, got 'soon'
          run --time 2s -- -r 1s | --time and -r behind -- both set the time of a turn; leave out one of them
          run --delta 0% | want a percentage above 0 and at most 100 for --delta, for example 3%, got '0%'
          run --until-ci 3% --rounds 6 | --until-ci looks after rounds 10, 15 and 20, got 6 rounds; give --rounds 11 or more, or leave it out for 20
          run --budget soon | Invalid value for option '--budget': want a time above 0, for example 45m, 1h or 1h30m, got 'soon'
          run --rounds 0 | --rounds must be 1 or more, got 0
          run --python off,python3 | --python off stands alone, got off,python3
          run --python off --model asyncio | --python off leaves nothing that model asyncio runs on; leave out one of them
          run --model loop --python python3 | --python python3 names what nothing of this plan runs on; add asyncio to --model
          run --pattern wait --python python3 | --python python3 names what nothing of this plan runs on; add asyncio to --model
          run --preset decide --python python3 | --python python3 names what nothing of this plan runs on; add asyncio to --model
          run --backend https://h:1 | --backend: want http://HOST:PORT, got 'https://h:1', and http leaves speak no TLS; name a server of plain HTTP/1.1
          run --backend http://h | --backend: want http://HOST:PORT, got 'http://h', which names no port; none is taken by default
          run --backend http://h:1/base | --backend: want http://HOST:PORT, got 'http://h:1/base', which says more; leaves ask for /leaf of a server
          run --backend http://h:1 --pattern queue | --backend: want arms with http leaves for http://h:1, found none; choose some, for example with --pattern gather --param leaf=http, or leave the server out
          run --backend http://h:1 --model asyncio | --backend is not for asyncio, which asks the suite's server alone; leave out --backend, or asyncio and --python
          run --backend http://h:1 --python python3 | --backend is not for asyncio, which asks the suite's server alone; leave out --backend, or asyncio and --python
          run --backend http://h:1 --from 25:loop --to py3.11:asyncio | --backend is not for asyncio, which asks the suite's server alone; leave out --backend, or asyncio and --python
          run --resume x --backend http://h:1 | --resume goes on with the plan of its run; leave out --backend
          run --name a/b | --name may have letters, digits, '.' and '-', at most 40 of them, got 'a/b'
          run --rounds 1.5 | Invalid value for option '--rounds': want a whole number, got '1.5'
          run --pattern gather --deadline 9223372036854775807 | --deadline wants at most 604800 s, got 9223372036854775807
          run gather | unexpected 'gather'; patterns are chosen with --pattern, a parameter with --param in front of it, options for JMH stand after --
          run --resume x -- -r 2s | --resume goes on with the plan of its run; leave out -r 2s
          run -- -f 3 | JMH options after --: -f is not taken: each round has one fork of each arm; use --rounds
          run -- -r soon | JMH options after --: Cannot parse argument 'soon' of option r
          run -- -jvmArgsAppend -XX:ActiveProcessorCount=1 | flag '-XX:ActiveProcessorCount=1' of the forks' JVM is not taken: the CPUs of a fork are in every label; use --cpus
          run --jdk 17 --python off -- -jvmArgsAppend -XX:+NoSuchFlag | JDK 17 does not start with the flags of -- -jvmArgsAppend -XX:+NoSuchFlag: Unrecognized VM option 'NoSuchFlag'
          run -- gather | JMH options after --: 'gather' is not taken: patterns are chosen by name; use --pattern
          selftest --pattern nope | unknown pattern 'nope'; choose from gather, fanout, queue, lock, event, condition, wait, timeout, cancel, taskgroup, offload, pitfalls, pool, retry, breaker, ratelimit, stream, broadcast, pipeline, shutdown, files, session
          profile --python python3 | --python python3 names what nothing of this plan runs on; add asyncio to --model
          profile --event heat | unknown event 'heat'; choose from cpu, alloc, wall, lock
          """)
  void aWrongWordIsOneLineThatNamesTheChoicesAndExitsWithTwo(String line, String message) {
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).contains(message);
    assertThat(err.toString().lines()).hasSize(2).last().asString().endsWith("--help");
  }

  @Test
  void aBudgetThatThePlantedSlowDownsUseUpSaysWhatTheyTake() {
    assertThat(execute("selftest", "--budget", "1m", "--dry-run")).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .matches(
            "planted slow-downs take \\d+ h \\d+ min of --budget 1 min 00 s, and of the rest:"
                + " --budget gives 0 min 0 s, one cell of each pattern in \\d+"
                + " rounds takes \\d+ min \\d+ s; .*");
  }

  @Test
  void anUnknownJdkNamesThoseThatAreThere() {
    assertThat(execute("run", "--jdk", "99")).isEqualTo(2);
    assertThat(err.toString()).startsWith("unknown JDK '99'; found ");
  }

  @Test
  void anUnknownPythonNamesThoseThatAreThere() {
    assertThat(execute("run", "--python", "python3.99")).isEqualTo(2);
    assertThat(err.toString()).startsWith("unknown Python 'python3.99'; found ");
  }

  @Test
  void aPythonThatIsNoneIsAnErrorOfTheEnvironment() {
    assertThat(execute("run", "--python", "/no/python3")).isEqualTo(4);
    assertThat(err.toString())
        .startsWith(
            "--python /no/python3: wanted a CPython from 3.11 with asyncio, but /no/python3 is no"
                + " file; found ");
  }

  @Test
  void anUnknownJdkOfAQuestionNamesItsOptionAndThoseThatAreThere() {
    assertThat(execute("run", "--from", "99:platform", "--to", "25:virtual")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--from 99:platform: unknown JDK '99'; found ");
  }

  @Test
  void aJdkOfAQuestionIsCalledAsItIsInTables() throws InterruptedException {
    Jdk jdk = JdkLocator.ofThisMachine().locate().newest();
    String side = jdk.build() + ":platform";
    assertThat(execute("run", "--from", side, "--to", jdk.name() + ":loop")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--from "
                + side
                + ": that JDK is called "
                + jdk.name()
                + " here; write "
                + jdk.name()
                + ":platform");
  }

  @Test
  void theArmsOfAQuestionAndThoseOfOtherOptionsAreMeasured() {
    String home = System.getProperty("java.home");
    String[] words =
        "run --dry-run --preset decide --pattern event --cpus all --from a:loop --to b:platform"
            .concat(" --model future --jdk-home a=" + home)
            .concat(" --jdk-home b=" + home)
            .concat(" --jdk-home c=" + home)
            .split(" ");
    assertThat(execute(words)).isZero();
    assertThat(out.toString())
        .contains("  question a:loop → b:platform")
        .contains(
            "    a: platform (latch), future (async-event, pool "
                + Runtime.getRuntime().availableProcessors()
                + "), loop (loop-event)")
        .containsSubsequence("    a: ", "    b: ", "    c: ", "    a-again: platform (latch)");
  }

  @Test
  void slowOpsAreToldBeforeTheRunAndThoseThatAreTooSlowWithWhatToChange() {
    String[] words =
        "run --dry-run --preset quick --pattern lock --model loop --cpus all --param hold=timer"
            .concat(" --param contenders=200,2000 --jdk-home x=" + System.getProperty("java.home"))
            .split(" ");
    assertThat(execute(words)).isZero();
    assertThat(out.toString())
        .contains(
            "locks=1: an op takes about 220 ms; a turn goes on for up to 2 s until it has 4, so"
                + " that a fork has the 20 of a median")
        .contains(
            "locks=1: an op takes about 2204 ms; WARNING: even turns that go on for 2 s do not give"
                + " a fork the 20 ops of a median; choose smaller values with --param, or 20 turns"
                + " with -- -i 20");
  }

  @Test
  void theTimeOfATurnIsInThePlan() {
    String[] words =
        "run --dry-run --preset quick --pattern gather --model loop --cpus all --time 2s"
            .concat(" --jdk-home x=" + System.getProperty("java.home"))
            .split(" ");
    assertThat(execute(words)).isZero();
    assertThat(out.toString()).contains(" 5 turns of 2000 ms and 4 ops at least: about ");
  }

  private static String[] asking(int port, String more) {
    return ("run --preset smoke --pattern gather --cpus all --backend http://127.0.0.1:" + port)
        .concat(" --jdk-home x=" + System.getProperty("java.home") + more)
        .split(" ");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return closed.getLocalPort();
    }
  }

  @Test
  void aDryRunSaysWhichServerWouldBeAskedAndAsksNone() throws IOException {
    int port = closedPort();
    assertThat(execute(asking(port, " --dry-run"))).isZero();
    assertThat(out.toString())
        .contains(
            "  the http leaves ask http://127.0.0.1:"
                + port
                + ", which is not the suite's server"
                + System.lineSeparator());
  }

  @Test
  void aRunThatWouldMeasureAsyncioByDefaultSaysThatItDoesNotBesideAServer() throws IOException {
    String[] words = asking(closedPort(), " --dry-run");
    assertThat(execute(words)).isZero();
    assertThat(out.toString())
        .contains("  asyncio: n/a (it asks the suite's server alone, not that of --backend)")
        .doesNotContain("CPython");
  }

  @Test
  void aServerThatIsNotThereEndsARunBeforeItBegins() throws IOException {
    int port = closedPort();
    assertThat(execute(asking(port, " --results " + folder.resolve("results")))).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(
            "http://127.0.0.1:" + port + " does not answer as a server of http leaves: cannot")
        .contains("; GET /leaf?delayMicros=10000&bytes=64&index=7 has to be answered");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void anOpenPlanSaysThatAsyncioIsLeftOut() {
    assertThat(
            execute("run", "--mode", "open", "--rate", "200/s", "--pattern", "gather", "--dry-run"))
        .isZero();
    assertThat(out.toString().lines())
        .contains("left out: asyncio, which is measured in closed mode only");
  }

  @Test
  void anOptionWithoutItsVerbNamesTheVerbs() {
    assertThat(execute("--dry-run")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "Unknown option: '--dry-run'",
            "--dry-run stands behind a verb that has it: run, selftest",
            "see asyncmark --help");
  }

  @Test
  void anUnknownVerbExitsWithTwo() {
    assertThat(execute("measure")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Unmatched argument at index 0: 'measure'");
  }

  @Test
  void aJdkFolderWithoutJavaExitsWithFour() {
    assertThat(execute("run", "--jdk-home", "x=" + folder)).isEqualTo(4);
    assertThat(err.toString().strip())
        .isEqualTo(
            "--jdk-home x="
                + folder
                + ": wanted a JDK folder with bin/java, found none; give the folder that contains"
                + " bin/java");
  }

  @Test
  void aResultsFolderThatCannotBeWrittenExitsWithFour() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(execute("run", "--preset", "smoke", "--results", file.toString())).isEqualTo(4);
    assertThat(err.toString().strip())
        .isEqualTo(
            "cannot write "
                + file
                + ": it is a file; free the disk or choose another folder with --results. Finished"
                + " forks are kept");
  }

  @Test
  void aFolderThatIsNoRunExitsWithFour() {
    assertThat(execute("report", folder.toString())).isEqualTo(4);
    assertThat(err.toString()).startsWith("wanted a run, found no manifest.json in " + folder);
  }

  @Test
  void aDryRunPrintsThePlanAndWritesNothing() throws IOException {
    Path results = folder.resolve("results");
    assertThat(execute("run", "--dry-run", "--results", results.toString())).isZero();
    assertThat(out.toString())
        .startsWith("plan: ")
        .contains("gather connections=64 cpus=1 delayMicros=0 fanOut=100 leaf=http")
        .contains(
            "forks of up to 6 s until steady and 2 x 50 ms warm-up + 5 turns of 50 ms and 4 ops at"
                + " least: about ");
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).isEmpty();
    }
  }

  @Test
  void aPlanThatIsWrittenHasNoResults() {
    Path plan = folder.resolve("plan.json");
    assertThat(execute("run", "--write-plan", plan.toString(), "--results", "there")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--write-plan measures nothing; give --results where the plan is measured");
    assertThat(plan).doesNotExist();
  }

  @Test
  void whatStandsBehindTheDashesIsInThePlanAndItsTime() {
    String[] words =
        "run --dry-run --preset smoke --pattern gather --model loop --cpus all --param leaf=cpu"
            .concat(" --param variant=collect --jdk-home x=" + System.getProperty("java.home"))
            .concat(" -- -r 30s -i 4 -jvmArgsAppend -XX:+UseG1GC")
            .split(" ");
    assertThat(execute(words)).isZero();
    assertThat(out.toString())
        .contains("1 fork of 1 x 100 ms warm-up + 4 turns of 30000 ms: about 2 min 02 s")
        .contains(
            "  JVM flags -Xms1g -Xmx1g -XX:+UnlockDiagnosticVMOptions"
                + " -XX:GuaranteedSafepointInterval=0 -XX:+UseG1GC"
                + System.lineSeparator());
  }

  @Test
  void listShowsTheMechanismsOfEachModelAndWhatNoJdkCanDo() {
    assertThat(execute("list")).isZero();
    assertThat(out.toString())
        .contains(
            "    platform does it by semaphore-fair, semaphore, pool" + System.lineSeparator())
        .contains("      with capacity=0 by synchronous, transfer" + System.lineSeparator())
        .contains("      with capacity=unbounded by linked, transfer" + System.lineSeparator())
        .contains("    loop with capacity=0: n/a (")
        .contains(
            "    loop by confinement with hold=http: n/a (confinement ends where a task waits)");
  }

  @Test
  void listShowsPatternsModelsParametersAndPresets() {
    assertThat(execute("list")).isZero();
    assertThat(out.toString())
        .contains("  gather     start fanOut leaves at once")
        .contains("    fanOut        leaves of one op: 1 to 1000000; default 100")
        .contains("  virtual    virtual threads")
        .contains("  quick      6 rounds, ");
  }

  @Test
  void theVersionNamesJmhAndTheJdk() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).contains("JMH 1.37").contains("JDK " + Runtime.version());
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Asyncmark.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
