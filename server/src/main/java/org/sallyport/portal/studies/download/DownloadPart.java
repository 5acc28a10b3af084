package org.sallyport.portal.studies.download;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.pages.StudyPart;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The download section of the study page. */
@Component
@RequiredArgsConstructor
class DownloadPart implements StudyPart {
  private final DownloadPolicy policy;
  private final RunningDownloads downloads;

  /**
   * The view model.
   *
   * @param allowed whether the reader may download; the page says so if not
   * @param state of a download that runs or has just ended
   */
  public record View(boolean allowed, String study, String state, DownloadState progress) {}

  @Override
  public void add(Reader reader, StudyAccess studyAccess, List<SeriesEntry> series, Model model) {
    StudyUid study = studyAccess.study().uid();
    String page = reader.studies() + "/" + study;
    model.addAttribute(
        "download",
        new View(
            policy.allows(reader),
            page + "/download",
            page + "/download/state",
            downloads.last(reader, study).map(DownloadState::of).orElse(DownloadState.NONE)));
  }
}
