package org.sallyport.portal.studies.download;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;

/** How far the download of a study is. */
@RequiredArgsConstructor
final class Progress {
  private final StudyUid study;
  private final long begun = System.nanoTime();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long all;
  private volatile State state = State.RUNNING;

  /** Whether it still runs, and how it ended. */
  enum State {
    RUNNING("running"),
    COMPLETE("complete"),
    /** The client closed the connection. */
    LEFT("left"),
    /** The session or the right ended. */
    ENDED("ended"),
    /** The archive did not deliver. */
    FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  StudyUid study() {
    return study;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  void expect(long many) {
    all = many;
  }

  void sent(long more) {
    bytes.addAndGet(more);
  }

  void objectSent() {
    objects.incrementAndGet();
  }

  void end(State how) {
    state = how;
  }

  State state() {
    return state;
  }

  long objects() {
    return objects.get();
  }

  long bytes() {
    return bytes.get();
  }

  long all() {
    return all;
  }
}
