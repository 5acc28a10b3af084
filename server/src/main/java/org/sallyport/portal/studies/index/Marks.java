package org.sallyport.portal.studies.index;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sallyport.portal.archive.dicom.Physician;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.names.IndexedNames;

/**
 * The lexemes of a study in the index: the words by which it is found, and marks of its filters and
 * of the keys by which accounts see it. A mark contains "=", which no word does.
 */
public final class Marks {
  /** Instead of the marks of each key and modality, if a study has very many. */
  public static final String UNPAIRED = "c=";

  private static final int MAX_MARKS = 400;
  private static final int MAX_PAIRS = 60;

  private Marks() {}

  public static String modality(String modality) {
    return "m=" + modality;
  }

  public static String institution(String institution) {
    return "i=" + institution;
  }

  public static String born(LocalDate date) {
    return "d=" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  /** The beginning of the mark of a modality and a key; the mark of the key follows. */
  public static String pairedWith(String modality) {
    return "c=" + modality + "|";
  }

  /** The mark of a physician, as the database function study_key writes it. */
  static String key(Physician physician) {
    return physician.number().isEmpty()
        ? "p=" + physician.name()
        : "n=" + physician.issuer() + "|" + physician.number();
  }

  static Set<String> of(StudyEntry entry, Indexable values, IndexedNames names) {
    Set<String> marks = new LinkedHashSet<>();
    names.physicians(entry).forEach(physician -> marks.add(key(physician)));
    names.patient(entry).ifPresent(it -> marks.add("t=" + it.issuer() + "|" + it.number()));
    marks.addAll(pairs(marks, values.modalities()));
    values.modalities().forEach(modality -> marks.add(modality(modality)));
    marks.add(institution(values.institution()));
    if (entry.born() != null) {
      marks.add(born(entry.born()));
    }
    marks.addAll(words(values));
    return marks.size() <= MAX_MARKS ? marks : cut(marks);
  }

  private static Set<String> pairs(Set<String> keys, List<String> modalities) {
    if (keys.size() * modalities.size() > MAX_PAIRS) {
      return Set.of(UNPAIRED);
    }
    Set<String> pairs = new LinkedHashSet<>();
    modalities.forEach(modality -> keys.forEach(key -> pairs.add(pairedWith(modality) + key)));
    return pairs;
  }

  /** The words by which the study is found. */
  private static Set<String> words(Indexable values) {
    Set<String> words = names(values.patientName());
    words.addAll(Folding.forms(values.patientId()));
    words.addAll(Folding.forms(values.accessionNumber()));
    words.addAll(Folding.forms(values.description()));
    return words;
  }

  /** The words of each group of a name, and the whole group, as ideographs are typed. */
  private static Set<String> names(String exact) {
    Set<String> names = new LinkedHashSet<>();
    for (String group : exact.split("=", -1)) {
      names.addAll(Folding.forms(group));
      String whole = String.join("", Folding.words(group));
      if (!whole.isEmpty() && !whole.chars().allMatch(letter -> letter < 128)) {
        names.add(whole);
      }
    }
    return names;
  }

  private static Set<String> cut(Set<String> marks) {
    Set<String> some = new LinkedHashSet<>();
    marks.stream().limit(MAX_MARKS).forEach(some::add);
    return some;
  }
}
