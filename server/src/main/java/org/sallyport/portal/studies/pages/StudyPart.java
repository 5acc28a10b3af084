package org.sallyport.portal.studies.pages;

import java.util.List;
import org.sallyport.platform.access.Reader;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.ui.Model;

/** A part of the study page that another package contributes. */
public interface StudyPart {

  /**
   * Adds the part's view model.
   *
   * @param series the study's series, as the archive lists them
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  void add(Reader reader, StudyAccess studyAccess, List<SeriesEntry> series, Model model);
}
