package org.sallyport.studies.pages;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.sallyport.archive.StudyEntry;
import org.sallyport.studies.Candidate;
import org.sallyport.studies.StudyAccess;

/**
 * The filter of the study list. Invalid values are ignored.
 *
 * @param q words to find in patient, number or study
 * @param modality one of them; empty for all
 * @param institution one of them; empty for all
 * @param onlyNew only studies that were never opened
 * @param page from 1
 * @param all everything on one page, up to {@link StudyList#MOST_ROWS}
 */
record ListFilter(
    String q,
    String modality,
    Since since,
    String institution,
    boolean onlyNew,
    Order order,
    boolean down,
    int page,
    boolean all) {
  private static final int LONGEST = 100;
  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  static ListFilter of(Map<String, String> said) {
    Order order = Order.of(value(said, "sort"));
    String direction = value(said, "dir");
    String page = value(said, "page");
    return new ListFilter(
        value(said, "q"),
        value(said, "modality"),
        Since.of(value(said, "date")),
        value(said, "institution"),
        value(said, "new").equals("yes"),
        order,
        direction.isEmpty() ? order.downAtFirst() : direction.equals("desc"),
        PAGE.matcher(page).matches() ? Integer.parseInt(page) : 1,
        value(said, "rows").equals("all"));
  }

  boolean narrows() {
    return !q.isEmpty()
        || !modality.isEmpty()
        || since != Since.ANY
        || !institution.isEmpty()
        || onlyNew;
  }

  /** Whether filtering or ordering needs the archive's data of all candidate studies. */
  boolean needsArchive() {
    return !q.isEmpty() || order == Order.PATIENT;
  }

  boolean admits(Candidate candidate, LocalDate today) {
    return (modality.isEmpty() || candidate.modalities().contains(modality))
        && (institution.isEmpty() || candidate.institution().equals(institution))
        && (!onlyNew || candidate.isNew())
        && since.holds(candidate.date(), today);
  }

  /** Whether each word occurs in the patient's name, a number or the study's description. */
  boolean admits(StudyAccess studyAccess) {
    StudyEntry study = studyAccess.study();
    String text =
        folded(
            String.join(
                " ",
                study.patient().shown(),
                study.patientId(),
                study.accessionNumber(),
                study.description()));
    return Arrays.stream(folded(q).split("[\\s,]+", -1)).allMatch(text::contains);
  }

  private static String folded(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String value(Map<String, String> said, String name) {
    String value = said.getOrDefault(name, "").strip();
    return value.substring(0, Math.min(LONGEST, value.length()));
  }
}
