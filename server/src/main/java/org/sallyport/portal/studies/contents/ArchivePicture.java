package org.sallyport.portal.studies.contents;

import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Representation;

/** Whether an archive's renderer draws an object as its attributes say. */
sealed interface ArchivePicture {
  /** It does not, or the attributes cannot be read. */
  record Wrong() implements ArchivePicture {}

  /**
   * It does, in this window.
   *
   * @param window null if the object brings none
   */
  record Right(Representation.@Nullable Window window) implements ArchivePicture {}
}
