package org.sallyport.portal.studies.list;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.portal.studies.index.Folding;
import org.sallyport.portal.studies.index.Marks;

/**
 * Writes what a person typed as a text search query: each word is the beginning of a word of the
 * study, and what may be a date is also a birth date.
 */
final class SearchTerms {
  /** Matches no study: a mark that none has. */
  private static final String NOTHING = "'='";

  /** After a lexeme: it is only the beginning of a word. */
  private static final String BEGINNING = ":*";

  private static final int MAX_TERMS = 12;

  private SearchTerms() {}

  static String of(String typed, LocalDate today) {
    List<String> terms = terms(Folding.fold(typed), today);
    return terms.isEmpty()
        ? NOTHING
        : terms.stream().limit(MAX_TERMS).collect(Collectors.joining(" & "));
  }

  /** The dates, and the words before, between and after them. */
  private static List<String> terms(String folded, LocalDate today) {
    List<String> terms = new ArrayList<>();
    int at = 0;
    for (BirthDates.Found date : BirthDates.in(folded, today)) {
      terms.addAll(words(folded.substring(at, date.from())));
      terms.add(date(date));
      at = date.to();
    }
    terms.addAll(words(folded.substring(at)));
    return terms;
  }

  private static String date(BirthDates.Found date) {
    List<String> either = new ArrayList<>();
    date.dates().forEach(day -> either.add(literal(Marks.born(day))));
    either.add("(" + String.join(" & ", words(date)) + ")");
    return "(" + String.join(" | ", either) + ")";
  }

  /**
   * The date as typed, which may also stand in a description. Its parts are whole words: every
   * number that begins with 3 would be read for the beginning of a word.
   */
  private static List<String> words(BirthDates.Found date) {
    List<String> words = Folding.words(date.text());
    String beginning = words.size() == 1 ? BEGINNING : "";
    return words.stream().map(word -> literal(word) + beginning).toList();
  }

  private static List<String> words(String folded) {
    return Folding.words(folded).stream().map(word -> literal(word) + BEGINNING).toList();
  }

  /** A lexeme in quotes; nothing in it is an operator. */
  static String literal(String lexeme) {
    return "'" + lexeme.replace("\0", "").replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
