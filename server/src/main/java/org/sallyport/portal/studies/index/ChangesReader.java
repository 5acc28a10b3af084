package org.sallyport.portal.studies.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ChangesFeed;
import org.sallyport.portal.archive.ChangesFeed.Change;
import org.sallyport.portal.archive.ChangesFeed.Changes;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.index.FeedCursor.Read;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows the archive's list of changes, where it has one, so that a new or changed study is in the
 * index within seconds. The list names nothing that was deleted; if the archive has fewer studies
 * than expected, or its list begins anew, the recent studies are read again at once, and the others
 * in the turn of the {@link Sweep}.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangesReader {
  private static final Logger LOG = LoggerFactory.getLogger(ChangesReader.class);

  /** So many studies are looked for at once if one of them must have been deleted. */
  private static final long MAX_RECHECKED = 20_000;

  private final ChangesFeed feed;
  private final FeedCursor cursor;
  private final Archive archive;
  private final StudyIndex index;
  private final Sweep sweep;
  private final ReentrantLock running = new ReentrantLock();
  private boolean silent;

  @Scheduled(fixedDelayString = "${sallyport.studies.changes:1s}")
  void run() {
    if (!feed.isThere() || !running.tryLock()) {
      return;
    }
    try {
      follow();
    } finally {
      running.unlock();
    }
  }

  private void follow() {
    try {
      read();
      silent = false;
    } catch (ArchiveUnreachable e) {
      if (!silent) {
        LOG.warn("Changes of the archive cannot be read: {}", e.getMessage());
      }
      silent = true;
    }
  }

  private void read() {
    if (!cursor.isBegun()) {
      // The sweep after the start reads what was there before.
      cursor.begin(new Read(feed.last(), feed.studies()));
    }
    cursor.take().ifPresent(this::readAfter);
  }

  private void readAfter(Read read) {
    long last = read.last();
    Set<StudyUid> come = new HashSet<>();
    Changes changes;
    do {
      changes = feed.since(last);
      come.addAll(write(changes));
      last = Math.max(last, changes.last());
    } while (!changes.done() && cursor.take().isPresent());
    long newest = changes.changes().isEmpty() ? feed.last() : last;
    long studies = feed.studies();
    boolean begunAnew = newest < last;
    if (sweep.isComplete() && (begunAnew || studies < read.studies() + come.size())) {
      readAgain(studies);
    }
    Read now = new Read(begunAnew ? newest : last, studies);
    if (!now.equals(read)) {
      cursor.move(now);
    }
  }

  /** Writes the changed studies; returns those that were not in the index before. */
  private Set<StudyUid> write(Changes changes) {
    Set<StudyUid> changed = changed(changes);
    if (changed.isEmpty()) {
      return Set.of();
    }
    Set<StudyUid> come = new HashSet<>(changed);
    come.removeAll(index.known(changed));
    List<StudyEntry> entries = archive.studies(changed);
    index.write(entries);
    forgetOthers(changed, entries);
    return Set.copyOf(come);
  }

  private Set<StudyUid> changed(Changes changes) {
    Set<StudyUid> changed = new HashSet<>();
    for (Change change : changes.changes()) {
      feed.study(change).ifPresent(changed::add);
    }
    return changed;
  }

  private void readAgain(long studies) {
    sweep.readRecent();
    long known = index.size();
    if (known > studies && known <= MAX_RECHECKED) {
      Set<StudyUid> all = index.all();
      forgetOthers(all, archive.studies(all));
    }
  }

  /** Removes the studies from the index that are not among the archive's. */
  private void forgetOthers(Set<StudyUid> studies, List<StudyEntry> there) {
    Set<StudyUid> gone = new HashSet<>(studies);
    there.forEach(entry -> gone.remove(entry.uid()));
    index.forget(gone);
  }
}
