package org.sallyport.portal.studies.publish.document;

import java.util.List;
import java.util.Locale;

/** Content items of structured reports (PS3.3 section C.17.3). */
final class SrItem {
  static final int CONTENT = 0x0040A730;
  private static final int RELATIONSHIP = 0x0040A010;
  private static final int VALUE_TYPE = 0x0040A040;
  private static final int CONCEPT_NAME = 0x0040A043;
  private static final int CONTINUITY = 0x0040A050;
  private static final int PERSON_NAME = 0x0040A123;
  private static final int UID = 0x0040A124;
  private static final int TEXT_VALUE = 0x0040A160;
  private static final int CONCEPT_CODE = 0x0040A168;
  private static final int MEASURED_VALUE = 0x0040A300;
  private static final int NUMERIC_VALUE = 0x0040A30A;
  private static final int UNITS = 0x004008EA;
  private static final int TEMPLATE = 0x0040A504;
  private static final int MAPPING_RESOURCE = 0x00080105;
  private static final int TEMPLATE_ID = 0x0040DB00;
  private static final int GRAPHIC_DATA = 0x00700022;
  private static final int GRAPHIC_TYPE = 0x00700023;
  private static final int REFERENCED_SOP = 0x00081199;

  private SrItem() {}

  static DataSet container(Code name, List<DataSet> content) {
    return contain(new DataSet(), name, content);
  }

  private static DataSet contain(DataSet item, Code name, List<DataSet> content) {
    return item.put(VALUE_TYPE, "CS", "CONTAINER")
        .sequence(CONCEPT_NAME, name.items())
        .put(CONTINUITY, "CS", "SEPARATE")
        .sequence(CONTENT, content);
  }

  /** Makes a document the root of a tree that follows a template. */
  static void root(DataSet document, String template, Code title, List<DataSet> content) {
    contain(document, title, content);
    follow(template, document);
  }

  /** Names the template that an item follows. */
  static DataSet follow(String template, DataSet item) {
    DataSet named =
        new DataSet().put(MAPPING_RESOURCE, "CS", "DCMR").put(TEMPLATE_ID, "CS", template);
    return item.sequence(TEMPLATE, List.of(named));
  }

  /** Lines end as in PS3.5 section 6.1.3. */
  static DataSet text(Code name, String text) {
    return item("TEXT", name).put(TEXT_VALUE, "UT", text.replace("\n", "\r\n"));
  }

  static DataSet code(Code name, Code value) {
    return item("CODE", name).sequence(CONCEPT_CODE, value.items());
  }

  static DataSet person(Code name, String person) {
    return item("PNAME", name).put(PERSON_NAME, "PN", person);
  }

  static DataSet uid(Code name, String uid) {
    return item("UIDREF", name).put(UID, "UI", uid);
  }

  static DataSet number(Code name, double value, Code unit) {
    DataSet measured =
        new DataSet().put(NUMERIC_VALUE, "DS", decimal(value)).sequence(UNITS, unit.items());
    return item("NUM", name).sequence(MEASURED_VALUE, List.of(measured));
  }

  /** At most 16 characters (PS3.5 section 6.2). */
  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.9g", value);
  }

  /** A reference to an image. */
  static DataSet image(ImageReference image) {
    return new DataSet()
        .put(VALUE_TYPE, "CS", "IMAGE")
        .sequence(REFERENCED_SOP, List.of(image.item()));
  }

  /** Places on an image: columns and rows, as in C.18.6. */
  static DataSet coordinates(Code name, String graphicType, List<Double> places, DataSet image) {
    return item("SCOORD", name)
        .put(GRAPHIC_TYPE, "CS", graphicType)
        .coordinates(GRAPHIC_DATA, places)
        .sequence(CONTENT, List.of(related("SELECTED FROM", image)));
  }

  /** The item, with how it is related to the one that it is put into. */
  static DataSet related(String relationship, DataSet item) {
    return item.put(RELATIONSHIP, "CS", relationship);
  }

  private static DataSet item(String type, Code name) {
    return new DataSet().put(VALUE_TYPE, "CS", type).sequence(CONCEPT_NAME, name.items());
  }
}
