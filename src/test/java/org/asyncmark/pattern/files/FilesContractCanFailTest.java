package org.asyncmark.pattern.files;

import java.util.concurrent.Semaphore;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class FilesContractCanFailTest
    extends ContractCanFailTest<FilesContract.Subject, FilesContractCanFailTest.Wrong> {
  FilesContractCanFailTest() {
    super(Wrong.values(), FilesContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<FilesContract.Subject> {
    COUNTS_BYTES_FOR_CHARACTERS(FilesContract.COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS),
    DECODES_EACH_CHUNK_BY_ITSELF(FilesContract.COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS),
    COUNTS_A_WORD_ON_BOTH_SIDES_OF_A_CUT(FilesContract.COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS),
    LEAVES_OUT_A_FILE(FilesContract.COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS),
    RETURNS_IN_ANOTHER_ORDER(FilesContract.EACH_RESULT_IS_THAT_OF_ITS_FILE),
    WRITES_NOTHING(FilesContract.A_FILE_HOLDS_WHAT_WAS_WRITTEN_LAST),
    WRITES_ONE_CHUNK(FilesContract.A_FILE_HOLDS_WHAT_WAS_WRITTEN_LAST),
    HAS_ALL_OPEN_AT_ONCE(FilesContract.NO_MORE_FILES_THAN_THE_LIMIT_ARE_OPEN_AT_ONCE),
    NOTES_NO_TIMES(FilesContract.NO_MORE_FILES_THAN_THE_LIMIT_ARE_OPEN_AT_ONCE),
    SWALLOWS_FAILURES(FilesContract.A_FILE_THAT_IS_MISSING_FAILS_THE_OP_AND_COSTS_NO_PERMIT),
    KEEPS_THE_PERMIT(FilesContract.A_FILE_THAT_IS_MISSING_FAILS_THE_OP_AND_COSTS_NO_PERMIT),
    LEAVES_FILES_OPEN(FilesContract.NO_FILE_IS_OPEN_AFTER_THE_OP),
    IGNORES_INTERRUPTION(FilesContract.AN_INTERRUPTED_CALLER_LEAVES_NO_FILE_OPEN);

    private final FilesContract caughtBy;

    Wrong(FilesContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public FilesContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected FilesContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return (work, limit) -> {
      LeafTimes times = new LeafTimes("test", FilesContract.FILES);
      return new FilesContract.Opened(
          new WrongFiles(work, times, new Semaphore(limit), mistake), times);
    };
  }
}
