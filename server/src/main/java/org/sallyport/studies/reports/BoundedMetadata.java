package org.sallyport.studies.reports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ArchiveResponse;
import org.sallyport.archive.Representation;
import org.sallyport.archive.ResourcePath;
import org.sallyport.archive.dicom.DicomObject;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata of one object, read with limits on size, depth and number of values. An object is
 * whatever a modality sent, and must not use up the server's memory or stack.
 */
@Component
class BoundedMetadata {
  private static final String DICOM_JSON = "application/dicom+json";
  private static final long MAX_BYTES = 16L * 1024 * 1024;
  private static final long MAX_TOKENS = 1_500_000;

  /** Three levels of JSON are one of a content sequence. */
  private static final int MAX_DEPTH = 3 * ContentReader.MAX_DEPTH + 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .build();

  private final Archive archive;

  BoundedMetadata(Archive archive) {
    this.archive = archive;
  }

  /**
   * Reads the metadata; empty if there is no such object.
   *
   * @throws Unreadable if the archive cannot describe the object within the limits
   * @throws org.sallyport.archive.ArchiveUnreachable if it does not answer
   */
  Optional<DicomObject> of(ResourcePath object) throws Unreadable {
    return switch (archive.open(object, new Representation.Metadata(), DICOM_JSON, null)) {
      case ArchiveResponse.NotThere no -> Optional.empty();
      case ArchiveResponse.NotInThatForm no -> throw new Unreadable("the archive cannot read it");
      case ArchiveResponse.Given given -> Optional.of(read(given));
    };
  }

  private static DicomObject read(ArchiveResponse.Given given) throws Unreadable {
    try (given;
        InputStream body = new Bounded(given.body())) {
      return first(JSON.readTree(body));
    } catch (IOException | JacksonIOException e) {
      throw new Unreadable("the description ends too early", e);
    } catch (JacksonException e) {
      throw new Unreadable("the description is malformed or too large", e);
    }
  }

  private static DicomObject first(JsonNode objects) throws Unreadable {
    if (objects.path(0) instanceof ObjectNode object) {
      return new DicomObject(object);
    }
    throw new Unreadable("this is not DICOM JSON");
  }

  /** Fails after the maximum number of bytes. */
  private static final class Bounded extends FilterInputStream {
    private long left = MAX_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("the description is too large");
      }
      return read;
    }
  }
}
