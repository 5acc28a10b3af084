package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.contents.MiddleImage;
import org.sallyport.portal.studies.contents.RenderedPictures;
import org.sallyport.portal.studies.dicomweb.Relay;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/**
 * A preview image from the middle of a series. If there is none, or the archive cannot render one,
 * or should not because of its size, a placeholder image is returned, because an image element
 * shows no error text.
 */
@Controller
@ForReader
@RequiredArgsConstructor
class PreviewPage {
  private static final Representation.Viewport PREVIEW_SIZE = new Representation.Viewport(480, 360);
  private static final ClassPathResource NO_PICTURE = new ClassPathResource("no-picture.svg");
  private static final int MAX_IMAGES = 100_000;

  private final StudyAccessCheck studyAccessCheck;
  private final MiddleImage middleImage;
  private final Relay relay;
  private final Readers readers;
  private final HiddenReports reports;
  private final RenderedPictures pictures;

  /**
   * Returns the image.
   *
   * @param of how many images the series has
   * @param size "full" for its own size
   */
  @GetMapping({
    "/studies/{uid}/series/{series}/preview",
    "/shared/studies/{uid}/series/{series}/preview"
  })
  void preview(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      @PathVariable String series,
      @RequestParam(defaultValue = "1") String of,
      @RequestParam(defaultValue = "") String size,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    ResourcePath resourcePath =
        ResourcePath.of(study, SeriesUid.parse(series).orElseThrow(StudyAccessCheck::nothing));
    boolean full = size.equals("full");
    try {
      StudyAccess studyAccess = studyAccessCheck.of(reader, study, request);
      readers.fetched(reader, studyAccess, Origin.of(request));
      Optional<ResourcePath> middle = middleImage.of(studyAccess, resourcePath, count(of));
      if (middle.isEmpty() || reports.hides(studyAccess, middle.get())) {
        noPicture("studies.preview.none", response);
      } else if (!isGiven(reader, middle.get(), full ? null : PREVIEW_SIZE, request, response)) {
        noPicture(full ? "studies.preview.none" : "studies.preview.open", response);
      }
    } catch (ArchiveUnreachable e) {
      if (response.isCommitted()) {
        throw e;
      }
      noPicture("studies.preview.none", response);
    }
  }

  private boolean isGiven(
      Reader reader,
      ResourcePath image,
      Representation.@Nullable Viewport size,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<Representation.Rendered> picture = pictures.of(image, null, size);
    return picture.isPresent()
        && relay.give(reader, image, picture.get(), request, response) == Relay.Relayed.GIVEN;
  }

  private static int count(@Nullable String of) {
    try {
      return Math.clamp(Integer.parseInt(of), 1, MAX_IMAGES);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static void noPicture(String words, HttpServletResponse response) throws IOException {
    byte[] sheet =
        NO_PICTURE
            .getContentAsString(StandardCharsets.UTF_8)
            .replace("{text}", HtmlUtils.htmlEscape(Messages.text(words), "UTF-8"))
            .getBytes(StandardCharsets.UTF_8);
    Relay.guard(response);
    response.setContentType("image/svg+xml");
    response.setContentLength(sheet.length);
    response.getOutputStream().write(sheet);
  }
}
