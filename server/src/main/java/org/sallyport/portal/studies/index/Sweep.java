package org.sallyport.portal.studies.index;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the index up to date. After the start it reads the whole archive, newest first; from then
 * on, each sweep reads the recent studies and a bounded part of the rest in turn, so that an
 * archive of millions of studies is not read completely every minute.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int STUDIES_A_SWEEP = 2000;
  private static final int PAGES_BETWEEN_RECENT = 50;

  private final Archive archive;
  private final StudyIndex index;
  private final Clock clock;
  private final Installation installation;
  private final ReentrantLock running = new ReentrantLock();
  private final Deque<StudyDateRange> ahead = new ArrayDeque<>();
  private @Nullable DateRangeReader reader;
  private volatile boolean complete;
  private boolean silent;

  /** Whether the whole archive has been read since the start. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * The first run takes as long as reading the whole archive; it blocks no other task, because each
   * has its own thread.
   */
  @Scheduled(fixedRateString = "${sallyport.studies.sweep:1m}")
  void run() {
    if (running.tryLock()) {
      try {
        sweep();
      } finally {
        running.unlock();
      }
    }
  }

  /**
   * Reads the whole archive and returns when it is in the index.
   *
   * @throws ArchiveUnreachable if the archive does not answer
   */
  public void readEverything() {
    running.lock();
    try {
      ahead.clear();
      reader = null;
      readAll();
    } finally {
      running.unlock();
    }
  }

  /**
   * Reads the recent studies and returns when they are in the index.
   *
   * @throws ArchiveUnreachable if the archive does not answer
   */
  public void readRecent() {
    running.lock();
    try {
      readOnly(StudyDateRange.recent(today()));
    } finally {
      running.unlock();
    }
  }

  private void sweep() {
    try {
      read();
      silent = false;
    } catch (ArchiveUnreachable e) {
      if (!silent) {
        LOG.warn("Studies cannot be looked up: {}", e.getMessage());
      }
      silent = true;
    }
  }

  private void read() {
    if (complete) {
      readRecent();
      readSome();
    } else {
      readAll();
    }
  }

  private void readAll() {
    int pages = 0;
    while (step() >= 0) {
      pages++;
      if (pages % PAGES_BETWEEN_RECENT == 0) {
        readRecent();
      }
    }
    complete = true;
  }

  private void readSome() {
    int read = 0;
    while (read < STUDIES_A_SWEEP) {
      int studies = step();
      if (studies < 0) {
        return;
      }
      read += studies + 1;
    }
  }

  private void readOnly(StudyDateRange range) {
    DateRangeReader only = new DateRangeReader(range, archive, index);
    while (only.page() > 0) {
      // Reads until the last page.
    }
  }

  /** Reads one page; returns the number of its studies, or -1 at the end of a round. */
  private int step() {
    int studies = current().page();
    if (studies > 0) {
      return studies;
    }
    reader = null;
    return ahead.isEmpty() ? -1 : 0;
  }

  /** The reader that has begun, or else that of the next range; a new round after the last. */
  private DateRangeReader current() {
    DateRangeReader current = reader;
    if (current == null) {
      if (ahead.isEmpty()) {
        ahead.addAll(StudyDateRange.all(today()));
      }
      current = new DateRangeReader(ahead.remove(), archive, index);
      reader = current;
    }
    return current;
  }

  private LocalDate today() {
    return installation.dayOf(clock.instant());
  }
}
