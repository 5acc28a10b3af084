package org.sallyport.portal.studies.contents;

import java.util.HashSet;
import java.util.Set;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.platform.memory.MemoryBusy;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;

/** The objects of a study that a list has named so far; their memory is held until it is closed. */
public final class KnownObjects implements AutoCloseable {
  /** Estimated bytes of a path with UIDs of 64 characters, and of what is made of it. */
  private static final long WEIGHT = 600;

  private final StudyUid study;
  private final HeldMemory memory;
  private final Set<ResourcePath> known = new HashSet<>();

  /**
   * None yet.
   *
   * @throws ArchiveUnreachable if too much is being read at once
   */
  public KnownObjects(StudyUid study, MemoryBudget budget) {
    this.study = study;
    try {
      this.memory = budget.begin();
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    }
  }

  /**
   * Adds an object of the study.
   *
   * @return false if it is known, or is no object of the study
   * @throws ArchiveUnreachable if the study has too many, or too much is being read at once
   */
  public boolean add(ResourcePath path) {
    boolean isNew = path.study().equals(study) && path.instance() != null && known.add(path);
    if (isNew) {
      hold();
    }
    return isNew;
  }

  private void hold() {
    try {
      if (!memory.holds(known.size() * WEIGHT)) {
        throw new ArchiveUnreachable("the study has too many objects");
      }
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    }
  }

  /** How many there are. */
  public int size() {
    return known.size();
  }

  @Override
  public void close() {
    memory.close();
  }
}
