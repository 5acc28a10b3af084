package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.objects.DicomFile;
import org.sallyport.portal.studies.objects.ObjectStreams;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One object as a DICOM file, for what the portal cannot show. */
@Controller
@SendsFiles
@ForReader
@RequiredArgsConstructor
class ObjectPage {
  private static final SingleFile.Kind DICOM =
      new SingleFile.Kind("object", "application/dicom", ".dcm");
  private static final SingleFile.Kind UNKNOWN =
      new SingleFile.Kind("object", "application/octet-stream", ".unknown");

  private final StudyAccessCheck studyAccessCheck;
  private final DownloadPolicy policy;
  private final Archive archive;
  private final ObjectStreams objectStreams;
  private final SingleFile file;

  @GetMapping({
    "/studies/{uid}/objects/{object}/file",
    "/shared/studies/{uid}/objects/{object}/file"
  })
  @Nullable ModelAndView object(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      @PathVariable String object,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    InstanceUid of = InstanceUid.parse(object).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(reader, study, request);
    OnlyGet.check(request);
    if (!policy.allows(reader)) {
      return Refusal.forbidden(reader).page(reader, study);
    }
    ResourcePath place = archive.instance(study, of).orElseThrow(StudyAccessCheck::nothing);
    studyAccessCheck.part(reader, studyAccess, place, request);
    send(reader, studyAccess, place, request, response);
    return null;
  }

  private void send(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath place,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ArchiveResponse.Given given = objectStreams.open(place);
    DicomFile content = beginning(given);
    file.send(
        reader,
        studyAccess,
        place,
        content.isDicom() ? DICOM : UNKNOWN,
        new SingleFile.Source(given, content.content()),
        request,
        response);
  }

  private static DicomFile beginning(ArchiveResponse.Given given) throws IOException {
    try {
      return DicomFile.of(ObjectStreams.content(given));
    } catch (IOException e) {
      given.close();
      throw new ArchiveFailed(e);
    }
  }
}
