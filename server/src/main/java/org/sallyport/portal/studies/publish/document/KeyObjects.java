package org.sallyport.portal.studies.publish.document;

import static org.sallyport.portal.studies.publish.document.SrItem.related;

import java.util.ArrayList;
import java.util.List;

/**
 * A selection of key images (PS3.3 section A.35.4, PS3.16 TID 2010).
 *
 * @param by the name of who chose them
 * @param text what they wrote; may be empty
 */
public record KeyObjects(KeyTitle title, String by, String text, List<ImageReference> images) {
  static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.59";
  private static final String CONTAINS = "CONTAINS";
  private static final int SERIES_NUMBER = 9_901;

  /** The object as a file. */
  public byte[] file(DocumentHeader header) {
    DataSet set = header.dataSet(SOP_CLASS, "KO", SERIES_NUMBER, "Key images: " + title.meaning());
    set.sequence(0x0040A375, header.evidence(images));
    SrItem.root(set, "2010", title.code(), content());
    return header.file(SOP_CLASS, set);
  }

  private List<DataSet> content() {
    List<DataSet> content = new ArrayList<>();
    content.add(Observer.language());
    content.addAll(Observer.person(by));
    if (!text.isEmpty()) {
      content.add(
          related(CONTAINS, SrItem.text(Code.dicom("113012", "Key Object Description"), text)));
    }
    images.forEach(image -> content.add(related(CONTAINS, SrItem.image(image))));
    return content;
  }
}
