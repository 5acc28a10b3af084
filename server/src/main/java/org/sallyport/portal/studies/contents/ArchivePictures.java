package org.sallyport.portal.studies.contents;

import com.github.benmanes.caffeine.cache.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.springframework.stereotype.Component;

/**
 * Tells from the attributes of objects which of them the archive's renderer draws correctly.
 * Objects never change, so what was read of one is cached.
 */
@Component
class ArchivePictures {
  private static final String DICOM_JSON = "application/dicom+json";

  private final Archive archive;
  private final Cache<ResourcePath, ArchivePicture> known;

  ArchivePictures(Archive archive, Clock clock) {
    this.archive = archive;
    this.known = ObjectCache.of(clock);
  }

  /**
   * How the archive draws this instance. Of what it does not have it makes no picture anyway.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  ArchivePicture of(ResourcePath instance) {
    return known.get(instance, this::read);
  }

  private ArchivePicture read(ResourcePath instance) {
    return switch (archive.open(instance, new Representation.Metadata(), DICOM_JSON, null)) {
      case ArchiveResponse.NotThere _ -> new ArchivePicture.Right(null);
      case ArchiveResponse.NotInThatForm _ -> new ArchivePicture.Wrong();
      case ArchiveResponse.Given given -> read(given);
    };
  }

  private static ArchivePicture read(ArchiveResponse.Given given) {
    try (given) {
      return PresentationScan.of(new Body(given));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The answer as a stream that fails as the archive does, not as if the metadata were malformed.
   */
  private static final class Body extends InputStream {
    private final ArchiveResponse.Given given;

    Body(ArchiveResponse.Given given) {
      this.given = given;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return given.read(one) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      byte[] chunk = new byte[length];
      int read = given.read(chunk);
      System.arraycopy(chunk, 0, bytes, offset, Math.max(0, read));
      return read;
    }
  }
}
