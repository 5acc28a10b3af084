package org.sallyport.archive;

import java.io.InputStream;
import java.util.function.Consumer;
import org.sallyport.archive.dicom.DicomObject;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an array of DICOM JSON one object at a time, so that only one is in memory. An attribute
 * that is nested too deeply is left out of its object; the rest is read, and so are the others.
 */
final class ObjectStream {
  /** What is skipped at most: the parser remembers each level that is open. */
  private static final int MAX_DEPTH = 100_000;

  private static final ObjectReader READER =
      new JsonMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .reader()
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Passes each object to the reader.
   *
   * @throws ArchiveUnreachable if this is not an array of objects, or ends too early
   */
  void each(InputStream body, Consumer<DicomObject> reader) {
    try (JsonParser parser = READER.createParser(body)) {
      if (next(parser) != JsonToken.START_ARRAY) {
        throw new ArchiveUnreachable("the archive answered with something else than DICOM JSON");
      }
      while (next(parser) == JsonToken.START_OBJECT) {
        reader.accept(object(parser));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new ArchiveUnreachable("the archive's answer ended too early");
      }
    }
  }

  private static JsonToken next(JsonParser parser) {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  private static DicomObject object(JsonParser parser) {
    try {
      return new DicomObject(DepthLimitedReader.object(parser, READER));
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  private static ArchiveUnreachable unreadable(JacksonException cause) {
    return new ArchiveUnreachable("the archive's answer cannot be read", cause);
  }
}
