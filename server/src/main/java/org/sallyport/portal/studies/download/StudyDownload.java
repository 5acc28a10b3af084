package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.dicomweb.StudyResponses;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.objects.ObjectStreams;
import org.sallyport.portal.studies.objects.StudyObjects;
import org.sallyport.portal.studies.objects.StudyObjects.Named;
import org.springframework.stereotype.Component;

/** Sends a study as a ZIP, with the DICOMDIR of the archive if it makes one. */
@Component
@RequiredArgsConstructor
class StudyDownload {
  private final StudyResponses responses;
  private final StudyObjects studyObjects;
  private final Archive archive;
  private final HiddenReports reports;
  private final ObjectStreams objectStreams;

  /**
   * Sends the study.
   *
   * @return false if there is nothing in it for this reader; then nothing was sent
   * @throws ArchiveFailed if the archive does not deliver
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if it does not answer
   * @throws CloseNowException if the session or the right has ended
   * @throws IOException if the client has closed the connection
   */
  boolean send(
      Reader reader, StudyAccess studyAccess, Progress progress, HttpServletResponse response)
      throws IOException {
    try (Running running = begin(reader, studyAccess)) {
      try {
        return send(studyAccess, new Transfer(running, progress), progress, response);
      } catch (IOException | ArchiveUnreachable e) {
        StudyResponses.check(running);
        throw e;
      }
    }
  }

  /** A download with reports ends with the right to them. */
  private Running begin(Reader reader, StudyAccess studyAccess) {
    StudyUid study = studyAccess.study().uid();
    return studyAccess.withReport()
        ? responses.begin(reader, ResourcePath.of(study))
        : responses.begin(reader, study);
  }

  /** The archive's own ZIP has all objects; without the reports, each object is read separately. */
  private boolean send(
      StudyAccess studyAccess, Transfer transfer, Progress progress, HttpServletResponse response)
      throws IOException {
    StudyUid study = studyAccess.study().uid();
    List<Named> objects = studyObjects.of(study, place -> !reports.hides(studyAccess, place));
    if (objects.isEmpty()) {
      return false;
    }
    progress.expect(objects.size());
    Optional<ArchiveResponse.Given> media =
        studyAccess.withReport() ? archive.media(study) : Optional.empty();
    Attachment.head(response, "application/zip", "study-" + study + ".zip");
    try (StudyZip zip = new StudyZip(response.getOutputStream(), transfer, progress)) {
      if (media.isPresent()) {
        addMedia(media.get(), objects, zip, transfer);
      } else {
        addEach(objects, zip, transfer);
      }
      transfer.check();
      zip.finish();
    }
    return true;
  }

  private static void addMedia(
      ArchiveResponse.Given media, List<Named> objects, StudyZip zip, Transfer transfer)
      throws IOException {
    try (media) {
      transfer.reads(media);
      zip.addAll(media, objects);
    }
  }

  private void addEach(List<Named> objects, StudyZip zip, Transfer transfer) throws IOException {
    for (Named object : objects) {
      try (ArchiveResponse.Given given = objectStreams.open(object.place())) {
        transfer.reads(given);
        zip.add(object, ObjectStreams.content(given));
      }
    }
  }
}
