package org.sallyport.portal.archive.dicom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    REQUESTING(Tag.REQUESTING_PHYSICIAN, Tag.REQUESTING_PHYSICIAN_IDENTIFICATION),
    REFERRING(Tag.REFERRING_PHYSICIAN_NAME, Tag.REFERRING_PHYSICIAN_IDENTIFICATION),
    CONSULTING(Tag.CONSULTING_PHYSICIAN_NAME, Tag.CONSULTING_PHYSICIAN_IDENTIFICATION),
    RECIPIENT(Tag.NAMES_OF_INTENDED_RECIPIENTS, Tag.INTENDED_RECIPIENTS_IDENTIFICATION);

    private final String nameTag;
    private final String identificationTag;

    Part(String nameTag, String identificationTag) {
      this.nameTag = nameTag;
      this.identificationTag = identificationTag;
    }
  }

  /**
   * All physicians named by a study: its referring physician (0008,0090) and (0008,0096), its
   * requesting physician (0032,1032) and (0032,1031), its consulting physicians (0008,009C) and
   * (0008,009D), the intended recipients of its results (0040,1010) and (0040,1011), and those of
   * each item of its Request Attributes Sequence (0040,0275), where modalities often put them.
   */
  static List<Physician> of(DicomObject study) {
    Set<Physician> all = new LinkedHashSet<>(named(study));
    for (DicomObject request : study.items(Tag.REQUEST_ATTRIBUTES)) {
      all.addAll(named(request));
    }
    return List.copyOf(all);
  }

  private static List<Physician> named(DicomObject at) {
    return Stream.of(Part.values()).flatMap(part -> named(part, at).stream()).toList();
  }

  /**
   * One for each number of the entry, with the name at the same place if there are as many names as
   * identifications. Only if there is no number at all, each name counts on its own: otherwise
   * nothing says which of several names has none.
   */
  private static List<Physician> named(Part part, DicomObject at) {
    List<PersonName> names = at.persons(part.nameTag);
    List<DicomObject> identifications = at.items(part.identificationTag);
    List<Physician> named = new ArrayList<>();
    for (int i = 0; i < identifications.size(); i++) {
      String name = names.size() == identifications.size() ? names.get(i).exact() : "";
      named.addAll(byNumbers(part, identifications.get(i), name));
    }
    return named.isEmpty() ? byNames(part, names) : named;
  }

  private static List<Physician> byNumbers(Part part, DicomObject identification, String name) {
    List<Physician> numbered = new ArrayList<>();
    for (DicomObject code : identification.items(Tag.PERSON_IDENTIFICATION_CODE)) {
      if (!number(code).isEmpty()) {
        numbered.add(
            new Physician(part, code.text(Tag.CODING_SCHEME_DESIGNATOR), number(code), name));
      }
    }
    return numbered;
  }

  private static List<Physician> byNames(Part part, List<PersonName> names) {
    return names.stream()
        .map(PersonName::exact)
        .filter(name -> !name.isEmpty())
        .map(name -> new Physician(part, "", "", name))
        .toList();
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
