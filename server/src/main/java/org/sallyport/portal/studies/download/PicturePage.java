package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.MiddleImage;
import org.sallyport.portal.studies.contents.RenderedPictures;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An image as a PNG file, as the archive renders it. */
@Controller
@SendsFiles
@ForSignedIn
@RequiredArgsConstructor
class PicturePage {
  private static final String PNG = "image/png";
  private static final SingleFile.Kind KIND = new SingleFile.Kind("image", PNG, ".png");
  private static final int MAX_NUMBER = 1_000_000;

  private final StudyAccessCheck studyAccessCheck;
  private final DownloadPolicy policy;
  private final Archive archive;
  private final MiddleImage middleImage;
  private final RenderedPictures pictures;
  private final SingleFile file;

  /**
   * An image.
   *
   * @param frame from 1; the archive's choice if missing or malformed
   */
  @GetMapping("/studies/{uid}/series/{series}/instances/{instance}/png")
  @Nullable ModelAndView image(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String series,
      @PathVariable String instance,
      @RequestParam(defaultValue = "") String frame,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    SeriesUid in = SeriesUid.parse(series).orElseThrow(StudyAccessCheck::nothing);
    InstanceUid image = InstanceUid.parse(instance).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
    ResourcePath place = ResourcePath.of(study, in, image);
    studyAccessCheck.part(visitor, studyAccess, place, request);
    return send(visitor, studyAccess, place, number(frame), request, response);
  }

  /**
   * The image from the middle of a series that its preview shows.
   *
   * @param of how many images the series has
   */
  @GetMapping("/studies/{uid}/series/{series}/png")
  @Nullable ModelAndView middle(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String series,
      @RequestParam(defaultValue = "") String of,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    SeriesUid in = SeriesUid.parse(series).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
    @Nullable Integer many = number(of);
    ResourcePath image =
        middleImage
            .of(studyAccess, ResourcePath.of(study, in), many == null ? 0 : many)
            .map(place -> studyAccessCheck.part(visitor, studyAccess, place, request))
            .orElseThrow(StudyAccessCheck::nothing);
    return send(visitor, studyAccess, image, null, request, response);
  }

  private @Nullable ModelAndView send(
      Visitor visitor,
      StudyAccess studyAccess,
      ResourcePath image,
      @Nullable Integer frame,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OnlyGet.check(request);
    StudyUid study = image.study();
    if (!policy.allows(visitor)) {
      return Refusal.FORBIDDEN.page(visitor, study);
    }
    if (image.instance() == null || !archive.has(image)) {
      throw StudyAccessCheck.nothing();
    }
    Optional<Representation.Rendered> picture = pictures.of(image, frame, null);
    Optional<ArchiveResponse.Given> given =
        picture.isEmpty() ? Optional.empty() : rendered(image, picture.get());
    if (given.isEmpty()) {
      return Refusal.NO_PICTURE.page(visitor, study);
    }
    SingleFile.Source source = new SingleFile.Source(given.get(), given.get().body());
    file.send(visitor, studyAccess, image, KIND, source, request, response);
    return null;
  }

  /** Empty if the archive cannot render the image, or answers with another kind of picture. */
  private Optional<ArchiveResponse.Given> rendered(ResourcePath image, Representation picture)
      throws IOException {
    if (!(archive.open(image, picture, PNG, null) instanceof ArchiveResponse.Given given)) {
      return Optional.empty();
    }
    if (given.header("Content-Type").filter(type -> type.startsWith(PNG)).isPresent()) {
      return Optional.of(given);
    }
    given.close();
    return Optional.empty();
  }

  /** Null for anything that is not a number from 1. */
  private static @Nullable Integer number(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, MAX_NUMBER);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
