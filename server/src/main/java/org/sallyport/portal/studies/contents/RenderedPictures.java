package org.sallyport.portal.studies.contents;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.springframework.stereotype.Component;

/**
 * Decides whether the archive's rendered picture of an object may be shown: as a preview, in place
 * of an image that the viewer refuses, or as a file; and in which window, because an archive may
 * choose one of its own.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RenderedPictures {
  private final LargeImages largeImages;
  private final ArchivePictures pictures;

  /**
   * How to ask for the picture of an instance; empty if it would cost the archive too much, or
   * would be wrong.
   *
   * @param frame from 1; null for the archive's choice
   * @param viewport the size it must fit; null for its own size
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<Representation.Rendered> of(
      ResourcePath instance, @Nullable Integer frame, Representation.@Nullable Viewport viewport) {
    if (largeImages.holds(instance)) {
      return Optional.empty();
    }
    return switch (pictures.of(instance)) {
      case ArchivePicture.Wrong _ -> Optional.empty();
      case ArchivePicture.Right(Representation.@Nullable Window window) ->
          Optional.of(new Representation.Rendered(frame, viewport, window));
    };
  }
}
