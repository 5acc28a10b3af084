package org.sallyport.portal.studies.index;

import java.util.HashSet;
import java.util.List;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.testing.archive.TestArchive;
import org.springframework.stereotype.Component;

/**
 * Keeps the index of an application under test up to date with the {@link TestArchive}, without
 * reading the studies of all other tests again.
 */
@Component
public class IndexedStudies {
  private final Sweep sweep;
  private final Archive archive;
  private final StudyIndex index;
  private int read = TestArchive.changed().size();

  IndexedStudies(Sweep sweep, Archive archive, StudyIndex index) {
    this.sweep = sweep;
    this.archive = archive;
    this.index = index;
  }

  /** Returns when all studies that tests stored or changed so far are in the index. */
  public synchronized void update() {
    if (!sweep.isComplete()) {
      sweep.readEverything();
    }
    List<StudyUid> changed = TestArchive.changed();
    if (changed.size() > read) {
      index.write(archive.studies(new HashSet<>(changed.subList(read, changed.size()))));
      read = changed.size();
    }
  }
}
