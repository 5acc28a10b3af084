package org.sallyport.portal.studies.objects;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.springframework.stereotype.Component;

/** The objects as the archive stores them (WADO-RS), one at a time. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ObjectStreams {
  /** As stored: without the parameter, archives convert to another transfer syntax. */
  private static final String ACCEPT =
      "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

  private final Archive archive;

  /**
   * Opens an object.
   *
   * @throws ArchiveFailed if the archive does not have it
   */
  public ArchiveResponse.Given open(ResourcePath object) throws ArchiveFailed {
    return switch (archive.open(object, new Representation.Objects(), ACCEPT, null)) {
      case ArchiveResponse.Given given -> given;
      case ArchiveResponse.NotThere _ -> throw new ArchiveFailed("an object is not there");
      case ArchiveResponse.NotInThatForm _ -> throw new ArchiveFailed("an object is not given");
    };
  }

  /** The content of the only part of an answer, or of an answer that has no parts. */
  public static InputStream content(ArchiveResponse.Given given) throws ArchiveFailed {
    Optional<String> boundary = given.header("Content-Type").flatMap(Multipart::boundary);
    if (boundary.isEmpty()) {
      return given.body();
    }
    @Nullable InputStream first = next(new Multipart(given.body(), boundary.get()));
    if (first == null) {
      throw new ArchiveFailed("an answer has no part");
    }
    return first;
  }

  private static @Nullable InputStream next(Multipart parts) throws ArchiveFailed {
    try {
      return parts.next();
    } catch (ArchiveFailed e) {
      throw e;
    } catch (IOException e) {
      throw new ArchiveFailed(e);
    }
  }
}
