package org.sallyport.portal.studies.contents;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.ImageSize;
import org.springframework.stereotype.Component;

/**
 * Tells which images are too large to be rendered: the archive would decode all of such an image
 * for a preview, in its memory. Objects never change, so what was read of one is cached. The viewer
 * has the same limits (web/viewer/src/images/refusals.ts).
 */
@Component
class LargeImages {
  private static final long MAX_PIXELS = 100_000_000;
  private static final int MAX_SIDE = 16_384;

  private final Archive archive;
  private final Cache<ResourcePath, Boolean> known;

  LargeImages(Archive archive, Clock clock) {
    this.archive = archive;
    this.known = ObjectCache.of(clock);
  }

  /**
   * Whether this instance is too large. What is not in the archive is not.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  boolean holds(ResourcePath instance) {
    return known.get(instance, it -> archive.size(it).filter(LargeImages::isLarge).isPresent());
  }

  static boolean isLarge(ImageSize size) {
    return Math.max(size.rows(), size.columns()) > MAX_SIDE
        || (long) size.rows() * size.columns() > MAX_PIXELS;
  }
}
