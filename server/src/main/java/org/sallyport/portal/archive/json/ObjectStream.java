package org.sallyport.portal.archive.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an array of DICOM JSON one object at a time, within {@link ReadLimits}. An attribute that
 * is nested too deeply is left out of its object; of an object that is too large only what
 * identifies it is read, and it says that it is not available. The others are read.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class ObjectStream {
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

  private final MemoryBudget budget;
  private final UnreadableObjects unreadable;

  /**
   * Passes each object to the reader.
   *
   * @throws UnreadableAnswer if this is not an array of objects, or ends too early, or is larger
   *     than all limits
   */
  public void each(InputStream body, ReadLimits limits, Consumer<DicomObject> reader) {
    try (HeldMemory memory = budget.begin();
        BoundedJson bounded = new BoundedJson(body, limits, memory);
        JsonParser parser = READER.createParser(bounded)) {
      begin(parser);
      for (int number = 1; next(parser) == JsonToken.START_OBJECT; number++) {
        DicomObject object = object(parser);
        reader.accept(bounded.cut().has(number) ? unreadable.reduced(object) : object);
        if (!limits.areKept()) {
          memory.keep(0);
        }
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new UnreadableAnswer("the archive's answer ended too early");
      }
    } catch (IOException e) {
      throw new UnreadableAnswer("the archive's answer ended too early", e);
    }
  }

  /**
   * Some attributes of the first object. What comes after the last of them is not read if the
   * attributes are in the order of their tags, as they must be (PS3.18 section F.2.2).
   *
   * @param tags in ascending order
   * @return empty if there is no object
   */
  public Optional<FirstObject> first(InputStream body, List<String> tags) {
    try (HeldMemory memory = budget.begin();
        BoundedJson bounded = new BoundedJson(body, ReadLimits.ATTRIBUTES, memory);
        JsonParser parser = READER.createParser(bounded)) {
      begin(parser);
      return next(parser) == JsonToken.START_OBJECT
          ? Optional.of(FirstObject.read(parser, READER, tags, bounded.cut()))
          : Optional.empty();
    } catch (JacksonException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UnreadableAnswer("the archive's answer ended too early", e);
    }
  }

  private static void begin(JsonParser parser) {
    if (next(parser) != JsonToken.START_ARRAY) {
      throw new UnreadableAnswer("the archive answered with something else than DICOM JSON");
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

  private static UnreadableAnswer unreadable(JacksonException cause) {
    return new UnreadableAnswer("the archive's answer cannot be read", cause);
  }
}
