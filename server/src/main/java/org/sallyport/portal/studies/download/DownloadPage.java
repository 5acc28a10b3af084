package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A study as a ZIP of its DICOM objects, and how far its download is. */
@Controller
@SendsFiles
@ForReader
@RequiredArgsConstructor
class DownloadPage {
  private final StudyAccessCheck studyAccessCheck;
  private final DownloadPolicy policy;
  private final RunningDownloads downloads;
  private final StudyDownload studyDownload;
  private final DownloadRecords records;

  @GetMapping({"/studies/{uid}/download", "/shared/studies/{uid}/download"})
  @Nullable ModelAndView download(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(reader, study, request);
    OnlyGet.check(request);
    if (!policy.allows(reader)) {
      return Refusal.forbidden(reader).page(reader, study);
    }
    return switch (downloads.begin(reader, study)) {
      case RunningDownloads.Admission.SessionFull _ -> Refusal.SESSION_FULL.page(reader, study);
      case RunningDownloads.Admission.OwnerFull _ -> Refusal.OWNER_FULL.page(reader, study);
      case RunningDownloads.Admission.NodeFull _ -> Refusal.NODE_FULL.page(reader, study);
      case RunningDownloads.Admission.Admitted it ->
          send(reader, studyAccess, it.progress(), request, response);
    };
  }

  /** How far the session's last download of the study is, for the script of the study page. */
  @GetMapping("/studies/{uid}/download/state")
  @ForSignedIn
  @ResponseBody
  DownloadState state(@AuthenticationPrincipal Visitor visitor, @PathVariable String uid) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    return downloads.last(visitor, study).map(DownloadState::of).orElse(DownloadState.NONE);
  }

  private @Nullable ModelAndView send(
      Reader reader,
      StudyAccess studyAccess,
      Progress progress,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Progress.State end = Progress.State.FAILED;
    try {
      records.begun(reader, studyAccess, Origin.of(request));
      if (!studyDownload.send(reader, studyAccess, progress, response)) {
        return Refusal.NOTHING.page(reader, studyAccess.study().uid());
      }
      end = Progress.State.COMPLETE;
      return null;
    } catch (ArchiveFailed | ArchiveUnreachable e) {
      return notDelivered(reader, studyAccess.study().uid(), response);
    } catch (CloseNowException e) {
      end = Progress.State.ENDED;
      throw e;
    } catch (IOException e) {
      // The client has closed the connection, so no error response is possible.
      end = Progress.State.LEFT;
      return null;
    } finally {
      downloads.end(progress, end);
      records.ended(reader, progress, Origin.of(request));
    }
  }

  /** A page, as long as nothing was sent; afterwards the connection is closed. */
  private static ModelAndView notDelivered(
      Reader reader, StudyUid study, HttpServletResponse response) throws CloseNowException {
    if (response.isCommitted()) {
      throw new CloseNowException("the archive did not deliver");
    }
    response.reset();
    return Refusal.NOT_DELIVERED.page(reader, study);
  }
}
