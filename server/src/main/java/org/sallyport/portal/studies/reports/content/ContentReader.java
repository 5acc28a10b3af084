package org.sallyport.portal.studies.reports.content;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.PersonName;
import org.sallyport.portal.studies.reports.ReportText;
import org.sallyport.portal.studies.reports.Unreadable;
import org.sallyport.portal.studies.reports.content.ContentItem.Value;

/** Reads the content sequence of a report, with limits on depth, items and text. */
public final class ContentReader {
  /** The deepest templates of PS3.16 need about a dozen levels. */
  static final int MAX_DEPTH = 40;

  private static final int MAX_ITEMS = 20_000;
  private static final int MAX_TEXT_LENGTH = 2_000_000;

  private int items;
  private int text;

  private ContentReader() {}

  /**
   * Reads the tree.
   *
   * @throws Unreadable beyond the limits, and if the items that refer to others form a loop
   */
  public static ContentItem read(DicomObject report) throws Unreadable {
    ContentItem root = new ContentReader().item(report, "1", 0);
    if (ReferenceLoops.isIn(root)) {
      throw new Unreadable("its items refer to each other in a loop");
    }
    return root;
  }

  private ContentItem item(DicomObject item, String position, int depth) throws Unreadable {
    if (depth > MAX_DEPTH || ++items > MAX_ITEMS) {
      throw new Unreadable("it has too many levels or items");
    }
    List<ContentItem> children = children(item, position, depth + 1);
    return new ContentItem(
        position,
        item.text(SrTag.RELATIONSHIP),
        counted(depth == 0 ? CodedTitle.of(item) : Codes.meaning(item, SrTag.CONCEPT_NAME)),
        value(item),
        children);
  }

  private List<ContentItem> children(DicomObject item, String position, int depth)
      throws Unreadable {
    List<ContentItem> children = new ArrayList<>();
    for (DicomObject child : item.items(SrTag.CONTENT)) {
      children.add(item(child, position + "." + (children.size() + 1), depth));
    }
    return children;
  }

  private Value value(DicomObject item) throws Unreadable {
    List<String> target = item.texts(SrTag.REFERENCED_ITEM);
    if (!target.isEmpty()) {
      return new Value.SameAs(String.join(".", target));
    }
    String type = item.text(SrTag.VALUE_TYPE);
    return switch (type) {
      case "CONTAINER", "" -> new Value.Container();
      case "TEXT" -> new Value.Text(counted(ReportText.clean(item.text(SrTag.TEXT_VALUE))));
      case "CODE" -> new Value.Code(counted(Codes.meaning(item, SrTag.CONCEPT_CODE)));
      case "NUM" -> number(item);
      case "DATE" -> new Value.Moment(Moment.words(item.text(SrTag.DATE)));
      case "TIME" -> new Value.Moment(Moment.time(item.text(SrTag.TIME)));
      case "DATETIME" -> new Value.Moment(Moment.words(item.text(SrTag.DATE_TIME)));
      case "PNAME" -> person(item.person(SrTag.PERSON_NAME));
      case "UIDREF" -> new Value.Uid(counted(ReportText.clean(item.text(SrTag.UID))));
      case "IMAGE", "COMPOSITE", "WAVEFORM" -> reference(item, type);
      case "SCOORD" -> new Value.Drawing(item.text(SrTag.GRAPHIC_TYPE), false);
      case "SCOORD3D" -> new Value.Drawing(item.text(SrTag.GRAPHIC_TYPE), true);
      default -> new Value.Other(ReportText.clean(type));
    };
  }

  private Value person(PersonName name) throws Unreadable {
    return new Value.Person(counted(ReportText.clean(name.shown())));
  }

  private Value number(DicomObject item) throws Unreadable {
    List<DicomObject> measured = item.items(SrTag.MEASURED_VALUE);
    if (measured.isEmpty()) {
      return new Value.Measurement(counted(Codes.meaning(item, SrTag.NUMERIC_QUALIFIER)), "");
    }
    DicomObject first = measured.getFirst();
    return new Value.Measurement(
        counted(ReportText.clean(first.text(SrTag.NUMERIC_VALUE))),
        counted(Codes.unit(first, SrTag.UNITS)));
  }

  private static Value reference(DicomObject item, String type) {
    List<DicomObject> referenced = item.items(SrTag.REFERENCED_SOP);
    if (referenced.isEmpty()) {
      return new Value.Other(type);
    }
    DicomObject first = referenced.getFirst();
    return new Value.Reference(
        type,
        first.text(SrTag.REFERENCED_SOP_INSTANCE_UID),
        first.texts(SrTag.REFERENCED_FRAME_NUMBER));
  }

  private String counted(String more) throws Unreadable {
    text += more.length();
    if (text > MAX_TEXT_LENGTH) {
      throw new Unreadable("it has too much text");
    }
    return more;
  }
}
