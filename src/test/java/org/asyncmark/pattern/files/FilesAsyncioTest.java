package org.asyncmark.pattern.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;
import org.asyncmark.python.PythonException;

/** Both sides draw the same texts. */
class FilesAsyncioTest extends AsyncioContractTest<FilesContract.Subject> {
  FilesAsyncioTest() {
    super(FilesContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, FilesContract.Subject>> settings() {
    return Map.of("", asyncio -> (work, limit) -> open(asyncio, work, limit));
  }

  @Override
  protected Stream<Wrong<FilesContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.Files",
            "files_whose_words_end_with_a_chunk",
            "",
            FilesContract.COUNTS_ARE_EXACT_WHEREVER_A_CHUNK_ENDS));
  }

  private static FilesContract.Opened open(Asyncio asyncio, FileWork work, int limit) {
    LeafTimes times = new LeafTimes("test", FilesContract.FILES);
    Elsewhere notes =
        (method, args) -> {
          int index = ((Long) args.get(0)).intValue();
          if (method.equals("starts")) {
            times.start(index);
          } else {
            times.end(index);
          }
          return null;
        };
    Kept files =
        asyncio.open(
            "passed.Files",
            notes,
            work.path(0).getParent().toString(),
            PatternParam.id(work.access()),
            FilesContract.FILES,
            bytes(work),
            limit);
    return new FilesContract.Opened(fanOut -> run(asyncio, files, work, fanOut), times);
  }

  private static long bytes(FileWork work) {
    try {
      return Files.size(work.path(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> run(Asyncio asyncio, Kept files, FileWork work, int fanOut)
      throws ExecutionException, InterruptedException {
    int chunkBytes = work.transfer(0).next().remaining();
    try {
      List<?> told = (List<?>) asyncio.call(files, "run", fanOut, chunkBytes);
      List<Long> results = new ArrayList<>();
      for (int index = 0; index < fanOut; index++) {
        results.add((Long) ((List<?>) told.get(0)).get(index));
        if (((List<?>) told.get(1)).get(index) instanceof List<?> counts) {
          work.ended(index, new TextCounts(count(counts, 0), count(counts, 1), count(counts, 2)));
        }
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PythonException python && python.is("FileNotFoundError")) {
        throw new ExecutionException(new NoSuchFileException(python.text()));
      }
      throw e;
    }
  }

  private static long count(List<?> counts, int place) {
    return (Long) counts.get(place);
  }
}
