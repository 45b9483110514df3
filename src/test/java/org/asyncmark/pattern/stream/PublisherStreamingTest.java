package org.asyncmark.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** What of the JDK's publisher is otherwise than a stream wants it. */
class PublisherStreamingTest {
  @Test
  void aFailureOfAPublisherOvertakesWhatWasSubmitted() {
    List<Object> got = new ArrayList<>();
    IOException failure = new IOException("no");
    SubmissionPublisher<Long> publisher = new SubmissionPublisher<>(Runnable::run, 4);
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {}

          @Override
          public void onNext(Long item) {
            got.add(item);
          }

          @Override
          public void onError(Throwable thrown) {
            got.add(thrown);
          }

          @Override
          public void onComplete() {
            got.add("complete");
          }
        });
    publisher.submit(0L);
    publisher.submit(1L);
    publisher.closeExceptionally(failure);
    assertThat(got).containsExactly(failure);
  }
}
