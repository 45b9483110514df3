package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonWordsTest {
  private static String reason(String output) {
    return new PythonWords(output.lines().toList()).reason(1);
  }

  @Test
  void theExceptionOfATracebackIsTheReason() {
    assertThat(
            reason(
                """
                ready
                Traceback (most recent call last):
                  File "/tmp/x/asyncmark/leaf.py", line 12, in call
                    return values[index]
                           ~~~~~~^^^^^^^
                IndexError: list index out of range
                """))
        .isEqualTo("IndexError: list index out of range");
  }

  @Test
  void ofTwoTracebacksTheLastIsTheReason() {
    assertThat(
            reason(
                """
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                ConnectionResetError: [Errno 104] Connection reset by peer

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "a.py", line 3, in <module>
                RuntimeError: the backend is gone
                """))
        .isEqualTo("RuntimeError: the backend is gone");
  }

  @Test
  void whatTheSuiteSaysToTheUserGoesBeforeAllElseAndStandsForItself() {
    assertThat(
            reason(
                """
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                asyncmark.cell.CheckFailed: gather, model asyncio, mechanism asyncio: wanted 5 results, got 4

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "a.py", line 3, in <module>
                RuntimeError: Event loop is closed
                """))
        .isEqualTo("gather, model asyncio, mechanism asyncio: wanted 5 results, got 4");
  }

  @Test
  void whatIsNotAvailableIsToldAsItStandsInTables() {
    assertThat(
            reason(
                """
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                asyncmark.cell.NotAvailable: n/a (Queue.shutdown is there from Python 3.13)
                """))
        .isEqualTo("n/a (Queue.shutdown is there from Python 3.13)");
  }

  @Test
  void ofAGroupOfExceptionsTheLastOfItsMembersIsTheReason() {
    assertThat(
            reason(
                """
                  + Exception Group Traceback (most recent call last):
                  |   File "a.py", line 9, in <module>
                  |     asyncio.run(main())
                  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "a.py", line 4, in worker
                    |     raise ValueError("three")
                    | ValueError: three
                    +------------------------------------
                """))
        .isEqualTo("ValueError: three");
  }

  @Test
  void whatPythonIgnoresAtItsEndIsNotTheReason() {
    assertThat(
            reason(
                """
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                OSError: [Errno 24] Too many open files
                Exception ignored in: <function BaseEventLoop.__del__ at 0x7f>
                Traceback (most recent call last):
                  File "base_events.py", line 690, in __del__
                RuntimeError: Event loop is closed
                """))
        .isEqualTo("OSError: [Errno 24] Too many open files");
  }

  @Test
  void withoutATracebackTheExitCodeAndTheLastLineAreTold() {
    assertThat(
            new PythonWords(List.of("python3: can't open file '/x/__main__.py'", "", " "))
                .reason(2))
        .isEqualTo("CPython ended with exit code 2: python3: can't open file '/x/__main__.py'");
  }

  @Test
  void whoPrintsNothingIsKnownByItsExitCode() {
    assertThat(new PythonWords(List.of()).reason(137))
        .isEqualTo("CPython ended with exit code 137");
  }

  @Test
  void aTracebackThatBreaksOffGivesNoReason() {
    assertThat(reason("Traceback (most recent call last):\n  File \"a.py\", line 1"))
        .isEqualTo("CPython ended with exit code 1: File \"a.py\", line 1");
  }

  @Test
  void aReasonOfAMileIsCut() {
    assertThat(reason("Traceback (most recent call last):\nValueError: " + "x".repeat(9_000)))
        .hasSize(300);
  }
}
