package org.sallyport.portal.archive.json;

import java.io.IOException;
import java.io.InputStream;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBusy;
import org.sallyport.portal.archive.dicom.DicomObject;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one object with all its attributes; a part of it is never read for the whole. */
public final class OneObject {
  /** Three levels are one of a sequence; 40 of them, as a report may have, and what is around. */
  private static final int MAX_DEPTH = 140;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private OneObject() {}

  /**
   * Reads the first object of an array.
   *
   * @param memory where what the object takes is held when this returns
   * @throws UnreadableAnswer if it is malformed, too deep or too large
   * @throws MemoryBusy if too much else is being read
   */
  public static DicomObject read(InputStream body, HeldMemory memory) {
    try (BoundedJson bounded = new BoundedJson(body, ReadLimits.OBJECT, memory)) {
      JsonNode objects = JSON.readTree(bounded);
      if (bounded.cut().has(1)) {
        throw new UnreadableAnswer("the description is too large");
      }
      if (objects.path(0) instanceof ObjectNode object) {
        // What a page makes of it takes as much again.
        memory.keep(2 * bounded.weight());
        return new DicomObject(object);
      }
      throw new UnreadableAnswer("this is not DICOM JSON");
    } catch (IOException | JacksonIOException e) {
      throw new UnreadableAnswer("the description is too large or ends too early", e);
    } catch (JacksonException e) {
      throw new UnreadableAnswer("the description is malformed or too deep", e);
    }
  }
}
