package org.asyncmark.pattern.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.fanout.FanOut;
import org.asyncmark.pattern.files.FilesContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/** One file after another on the calling thread, right but for one mistake, if it has one. */
final class WrongFiles implements FanOut {
  private static final int CHUNK_BYTES = 7;

  private final FileWork work;
  private final LeafTimes times;
  private final Semaphore permits;
  private final @Nullable Wrong mistake;
  private final List<FileChannel> leftOpen = new ArrayList<>();

  WrongFiles(FileWork work, LeafTimes times, Semaphore permits, @Nullable Wrong mistake) {
    this.work = work;
    this.times = times;
    this.permits = permits;
    this.mistake = mistake;
  }

  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    if (Thread.interrupted() && !is(Wrong.IGNORES_INTERRUPTION)) {
      throw new InterruptedException();
    }
    for (int i = 0; i < fanOut && is(Wrong.HAS_ALL_OPEN_AT_ONCE); i++) {
      times.start(i);
    }
    List<Long> results = new ArrayList<>();
    for (int i = 0; i < fanOut; i++) {
      permits.acquire();
      try {
        one(i);
      } catch (IOException e) {
        if (is(Wrong.KEEPS_THE_PERMIT)) {
          permits.acquire();
        }
        if (!is(Wrong.SWALLOWS_FAILURES)) {
          throw new ExecutionException(e);
        }
      } finally {
        permits.release();
      }
      results.add((long) i);
    }
    if (is(Wrong.RETURNS_IN_ANOTHER_ORDER)) {
      Collections.swap(results, 0, 1);
    }
    return results;
  }

  private void one(int index) throws IOException {
    if (!is(Wrong.HAS_ALL_OPEN_AT_ONCE) && !is(Wrong.NOTES_NO_TIMES)) {
      times.start(index);
    }
    if (is(Wrong.LEAVES_FILES_OPEN)) {
      leftOpen.add(FileChannel.open(work.path(index), work.access().options()));
    }
    boolean leftOut = is(Wrong.LEAVES_OUT_A_FILE) && index == 1;
    if (!leftOut && !is(Wrong.WRITES_NOTHING) && !is(Wrong.WRITES_ONE_CHUNK)) {
      work.run(index);
    }
    if (is(Wrong.WRITES_ONE_CHUNK)) {
      try (FileChannel channel = FileChannel.open(work.path(index), work.access().options())) {
        channel.write(work.transfer(index).next());
      }
    }
    if (is(Wrong.COUNTS_BYTES_FOR_CHARACTERS)
        || is(Wrong.DECODES_EACH_CHUNK_BY_ITSELF)
        || is(Wrong.COUNTS_A_WORD_ON_BOTH_SIDES_OF_A_CUT)) {
      work.ended(index, miscounted(Files.readAllBytes(work.path(index))));
    }
    times.end(index);
  }

  private TextCounts miscounted(byte[] text) {
    TextCounter whole = new TextCounter();
    whole.add(text, text.length);
    TextCounts right = whole.counts();
    if (is(Wrong.COUNTS_BYTES_FOR_CHARACTERS)) {
      return new TextCounts(right.lines(), right.words(), text.length);
    }
    long words = 0;
    long characters = 0;
    for (int from = 0; from < text.length; from += CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(text, from, Math.min(text.length, from + CHUNK_BYTES));
      TextCounter counter = new TextCounter();
      counter.add(chunk, chunk.length);
      words += counter.counts().words();
      characters += new String(chunk, UTF_8).codePoints().count();
    }
    return is(Wrong.DECODES_EACH_CHUNK_BY_ITSELF)
        ? new TextCounts(right.lines(), right.words(), characters)
        : new TextCounts(right.lines(), words, right.characters());
  }

  private boolean is(Wrong wanted) {
    return mistake == wanted;
  }
}
