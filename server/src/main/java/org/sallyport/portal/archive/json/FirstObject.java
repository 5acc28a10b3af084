package org.sallyport.portal.archive.json;

import java.util.List;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some attributes of the first object of an answer.
 *
 * @param isWhole false if a part of them is missing, because it is too large
 */
public record FirstObject(DicomObject attributes, boolean isWhole) {
  private static final int FIRST = 1;

  /** Reads those with these tags, in ascending order; the parser stands at the object's begin. */
  static FirstObject read(
      JsonParser parser, ObjectReader reader, List<String> tags, CutAttributes cut) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    boolean isWhole = true;
    int attribute = 0;
    Order order = new Order(tags.getLast());
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      attribute++;
      if (order.isPast(name)) {
        return new FirstObject(new DicomObject(kept), isWhole);
      }
      parser.nextToken();
      if (tags.contains(name)) {
        boolean isKept = DepthLimitedReader.add(kept, name, parser, reader);
        isWhole &= isKept && !cut.has(FIRST, attribute);
      } else {
        parser.skipChildren();
      }
    }
    return new FirstObject(new DicomObject(kept), isWhole && !cut.hasRest(FIRST));
  }

  /**
   * Tells when the last wanted attribute has passed. An archive whose attributes are not in the
   * order of their tags is read to the end: one that every object has must have come before.
   */
  private static final class Order {
    private final String last;
    private String before = "";
    private boolean ascends = true;
    private boolean hasStudy;

    Order(String last) {
      this.last = last;
    }

    boolean isPast(String name) {
      ascends &= before.compareTo(name) < 0;
      before = name;
      hasStudy |= name.equals(Tag.STUDY_INSTANCE_UID);
      return ascends && hasStudy && name.compareTo(last) > 0;
    }
  }
}
