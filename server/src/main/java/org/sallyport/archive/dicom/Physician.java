package org.sallyport.archive.dicom;

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
    REFERRING,
    CONSULTING,
    RECIPIENT
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
    List<Physician> named = new ArrayList<>();
    entry(
        named,
        Part.REQUESTING,
        at,
        Tag.REQUESTING_PHYSICIAN,
        Tag.REQUESTING_PHYSICIAN_IDENTIFICATION);
    entry(
        named,
        Part.REFERRING,
        at,
        Tag.REFERRING_PHYSICIAN_NAME,
        Tag.REFERRING_PHYSICIAN_IDENTIFICATION);
    entry(
        named,
        Part.CONSULTING,
        at,
        Tag.CONSULTING_PHYSICIAN_NAME,
        Tag.CONSULTING_PHYSICIAN_IDENTIFICATION);
    entry(
        named,
        Part.RECIPIENT,
        at,
        Tag.NAMES_OF_INTENDED_RECIPIENTS,
        Tag.INTENDED_RECIPIENTS_IDENTIFICATION);
    return named;
  }

  /**
   * Adds one for each number of the entry, with the name at the same place if there are as many
   * names as identifications. Only if there is no number at all, each name counts by itself:
   * otherwise nothing says which of several names has none.
   */
  private static void entry(
      List<Physician> named, Part part, DicomObject at, String nameTag, String identificationTag) {
    List<PersonName> names = at.persons(nameTag);
    List<DicomObject> identifications = at.items(identificationTag);
    int before = named.size();
    for (int i = 0; i < identifications.size(); i++) {
      String name = names.size() == identifications.size() ? names.get(i).exact() : "";
      for (DicomObject code : identifications.get(i).items(Tag.PERSON_IDENTIFICATION_CODE)) {
        if (!number(code).isEmpty()) {
          named.add(
              new Physician(part, code.text(Tag.CODING_SCHEME_DESIGNATOR), number(code), name));
        }
      }
    }
    if (named.size() == before) {
      names.stream()
          .map(PersonName::exact)
          .filter(name -> !name.isEmpty())
          .forEach(name -> named.add(new Physician(part, "", "", name)));
    }
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
