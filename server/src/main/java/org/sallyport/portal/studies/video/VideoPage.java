package org.sallyport.portal.studies.video;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.dicomweb.Relay;
import org.sallyport.portal.studies.dicomweb.StudyResponses;
import org.sallyport.portal.studies.download.OnlyGet;
import org.sallyport.portal.studies.download.SendsFiles;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The video of an object, for the browser's own player. A view, not a download: who may see the
 * study may see it. Only an MP4 file is given, because browsers play nothing else that DICOM has;
 * 406 for any other video, 507 if it is larger than what one reader may have, 503 while there is no
 * space for it.
 */
@Controller
@SendsFiles
@ForReader
@RequiredArgsConstructor
class VideoPage {
  private static final int CHUNK = 64 * 1024;

  /**
   * How much of a range is given in one answer; players ask for the rest when they need it. So no
   * answer waits for a player that has paused, and each begins with a look at the right.
   */
  private static final long MOST = 4L << 20;

  private static final String RETRY_SECONDS = "60";

  private final StudyAccessCheck studyAccessCheck;
  private final Archive archive;
  private final StudyResponses responses;
  private final VideoCopies copies;
  private final VideoRecords records;

  @GetMapping({
    "/studies/{uid}/objects/{object}/video",
    "/shared/studies/{uid}/objects/{object}/video"
  })
  void video(
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
    ResourcePath place = archive.instance(study, of).orElseThrow(StudyAccessCheck::nothing);
    studyAccessCheck.part(reader, studyAccess, place, request);
    VideoCopy copy = copies.enter(reader, place);
    try (Running running = responses.begin(reader, place)) {
      if (isGiven(known(copy, running), response)) {
        long total = copy.total();
        Optional<ByteRange.Part> part =
            head(ByteRange.of(ranges(request), total), total, of, response);
        if (part.isPresent()) {
          records.shown(reader, studyAccess, of, Origin.of(request));
          send(copy, part.get(), total, running, response);
        }
      }
    } finally {
      copies.leave(copy);
    }
  }

  private static VideoCopy.State known(VideoCopy copy, Running running) throws IOException {
    try {
      return copy.awaitKnown();
    } catch (InterruptedIOException e) {
      StudyResponses.check(running);
      throw e;
    }
  }

  /** Says why there is nothing to play. */
  private static boolean isGiven(VideoCopy.State state, HttpServletResponse response)
      throws IOException {
    switch (state) {
      case KNOWN, COMPLETE -> {
        return true;
      }
      case NOT_MP4 -> response.sendError(HttpStatus.NOT_ACCEPTABLE.value());
      case TOO_LARGE -> response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
      case NO_SPACE -> {
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      }
      case NO_VIDEO -> throw StudyAccessCheck.nothing();
      case BEGUN, FAILED -> throw new ArchiveFailed("the video is not given");
    }
    return false;
  }

  /**
   * An answer has no validator, so a range with a condition is no range (RFC 9110 section 13.1.5).
   */
  private static List<String> ranges(HttpServletRequest request) {
    return request.getHeader("If-Range") == null
        ? Collections.list(request.getHeaders("Range"))
        : List.of();
  }

  /** Writes the headers; returns what of the video is given, or empty if the range is refused. */
  private static Optional<ByteRange.Part> head(
      ByteRange range, long total, InstanceUid object, HttpServletResponse response)
      throws IOException {
    Relay.guard(response);
    response.setHeader("Accept-Ranges", "bytes");
    ByteRange.@Nullable Part part =
        switch (range) {
          case ByteRange.Unsatisfiable _ -> null;
          case ByteRange.Whole _ -> new ByteRange.Part(0, total - 1);
          case ByteRange.Part asked -> asked.atMost(MOST);
        };
    if (part == null) {
      response.setHeader("Content-Range", "bytes */" + total);
      response.sendError(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
      return Optional.empty();
    }
    if (range instanceof ByteRange.Part) {
      response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
      response.setHeader(
          "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + total);
    }
    response.setContentLengthLong(part.length());
    response.setContentType("video/mp4");
    response.setHeader("Content-Disposition", "inline; filename=\"video-" + object + ".mp4\"");
    return Optional.of(part);
  }

  private static void send(
      VideoCopy copy,
      ByteRange.Part part,
      long total,
      Running running,
      HttpServletResponse response)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (long at = part.first(); at <= part.last(); ) {
      int length = (int) Math.min(chunk.length, part.last() - at + 1);
      int read = read(copy, at, chunk, length, total, running);
      response.getOutputStream().write(chunk, 0, read);
      at += read;
    }
  }

  private static int read(
      VideoCopy copy, long at, byte[] chunk, int length, long total, Running running)
      throws IOException {
    try {
      return copy.read(at, chunk, length, total);
    } catch (ArchiveFailed | InterruptedIOException e) {
      throw new CloseNowException("the video is not given to its end", e);
    } finally {
      StudyResponses.check(running);
    }
  }
}
