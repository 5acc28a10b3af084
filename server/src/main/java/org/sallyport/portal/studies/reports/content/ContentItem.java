package org.sallyport.portal.studies.reports.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content item of a structured report (PS3.3 section C.17.3).
 *
 * @param position its place in the tree, for example "1.2.1" (Referenced Content Item Identifier)
 * @param relationship to its parent, for example "CONTAINS"; empty for the root
 * @param concept its name; empty if it has none
 */
public record ContentItem(
    String position, String relationship, String concept, Value value, List<ContentItem> children) {

  public ContentItem {
    children = List.copyOf(children);
  }

  /** What it says. */
  public sealed interface Value {
    record Container() implements Value {}

    record Text(String text) implements Value {}

    /** The meaning of a code. */
    record Code(String meaning) implements Value {}

    /**
     * A measurement.
     *
     * @param number as written in the report; or why there is none, in words
     * @param unit empty if it has none
     */
    record Measurement(String number, String unit) implements Value {}

    /** A date, a time, or both, as text. */
    record Moment(String text) implements Value {}

    record Person(String name) implements Value {}

    record Uid(String uid) implements Value {}

    /**
     * An object.
     *
     * @param frames the frames that are meant; empty for all
     */
    record Reference(String valueType, String instance, List<String> frames) implements Value {}

    /** Another item of the same report, by its position. */
    record SameAs(String position) implements Value {}

    /**
     * A drawing on an image, which is a child of its item, or in the patient.
     *
     * @param graphicType of DICOM, for example "POLYLINE"
     */
    record Drawing(String graphicType, boolean isInPatient) implements Value {}

    /** A value that is not text, for example a table. */
    record Other(String valueType) implements Value {}
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  /** The position of the item that this one refers to; null if it refers to none. */
  @Nullable String target() {
    return value instanceof Value.SameAs(String position) ? position : null;
  }
}
