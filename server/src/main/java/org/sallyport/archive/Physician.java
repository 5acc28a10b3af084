package org.sallyport.archive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A physician named by a study.
 *
 * @param issuer issuer of the number as named by the archive; empty if it is not given
 * @param number empty if the entry has none
 * @param name exact DICOM person name; empty if the entry has none
 */
public record Physician(Part part, String issuer, String number, String name) {

  /** A physician's role in a study. */
  public enum Part {
    REQUESTING,
    REFERRING
  }

  /**
   * All physicians named by a study: its referring physician (0008,0090) and (0008,0096), its
   * requesting physician (0032,1032) and (0032,1031), and those of each item of its Request
   * Attributes Sequence (0040,0275), where modalities often put them.
   */
  static List<Physician> of(DicomObject study) {
    Set<Physician> all = new LinkedHashSet<>(named(study));
    for (DicomObject request : study.items(Tag.REQUEST_ATTRIBUTES)) {
      all.addAll(named(request));
    }
    return List.copyOf(all);
  }

  private static List<Physician> named(DicomObject at) {
    List<Physician> named = new ArrayList<>();
    named.addAll(
        entry(
            Part.REQUESTING,
            at.person(Tag.REQUESTING_PHYSICIAN),
            at.items(Tag.REQUESTING_PHYSICIAN_IDENTIFICATION)));
    named.addAll(
        entry(
            Part.REFERRING,
            at.person(Tag.REFERRING_PHYSICIAN_NAME),
            at.items(Tag.REFERRING_PHYSICIAN_IDENTIFICATION)));
    return named;
  }

  /** One for each number of the entry; one without a number if it has none. */
  private static List<Physician> entry(Part part, PersonName name, List<DicomObject> numbers) {
    List<Physician> entry = new ArrayList<>();
    for (DicomObject identification : numbers) {
      for (DicomObject code : identification.items(Tag.PERSON_IDENTIFICATION_CODE)) {
        String number = number(code);
        if (!number.isEmpty()) {
          String issuer = code.text(Tag.CODING_SCHEME_DESIGNATOR);
          entry.add(new Physician(part, issuer, number, name.exact()));
        }
      }
    }
    if (entry.isEmpty() && !name.exact().isEmpty()) {
      entry.add(new Physician(part, "", "", name.exact()));
    }
    return entry;
  }

  private static String number(DicomObject code) {
    for (String tag : List.of(Tag.CODE_VALUE, Tag.LONG_CODE_VALUE, Tag.URN_CODE_VALUE)) {
      if (!code.text(tag).isEmpty()) {
        return code.text(tag);
      }
    }
    return "";
  }
}
