package org.sallyport.archive;

import java.io.InputStream;
import java.util.function.Consumer;
import org.sallyport.archive.dicom.DicomObject;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads an array of DICOM JSON one object at a time, so that only one is in memory. */
final class ObjectStream {
  private final JsonMapper json;
  private final ObjectReader one;

  ObjectStream(JsonMapper json) {
    this.json = json;
    this.one = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Passes each object to the reader.
   *
   * @throws ArchiveUnreachable if this is not an array of objects, or ends too early
   */
  void each(InputStream body, Consumer<DicomObject> reader) {
    try (JsonParser parser = json.createParser(body)) {
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
      throw new ArchiveUnreachable("the archive's answer cannot be read", e);
    }
  }

  private DicomObject object(JsonParser parser) {
    try {
      JsonNode node = one.readTree(parser);
      return new DicomObject((ObjectNode) node);
    } catch (JacksonException e) {
      throw new ArchiveUnreachable("the archive's answer cannot be read", e);
    }
  }
}
