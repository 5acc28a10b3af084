package org.sallyport.portal.studies.index;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.platform.messages.TypedText;

/**
 * Folds texts for searching: accents and case are removed, and letters that no accent explains are
 * written as people type them, for example ß as ss, ø as o and œ as oe.
 */
public final class Folding {
  private static final Transliterator FOLD =
      Transliterator.getInstance("NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower; NFC");
  private static final Transliterator SPELL =
      Transliterator.createFromRules(
          "sallyport-spell",
          "ä>ae; ö>oe; ü>ue; Ä>ae; Ö>oe; Ü>ue; å>aa; Å>aa; ø>oe; Ø>oe;",
          Transliterator.FORWARD);
  private static final Transliterator COMPOSE = Transliterator.getInstance("NFC");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s^=,;]+");
  private static final int MAX_WORD_LENGTH = 64;

  private Folding() {}

  /** The whole text in lower case and without accents. */
  public static String fold(String text) {
    return isAscii(text)
        ? text.toLowerCase(Locale.ROOT)
        : TypedText.digits(FOLD.transliterate(text));
  }

  /** The folded words of a text: runs of letters and digits. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : BETWEEN_WORDS.split(fold(text), -1)) {
      if (!word.isEmpty()) {
        words.add(cut(word));
      }
    }
    return words;
  }

  /**
   * Every form under which a text should be found: its words, those with a hyphen or an apostrophe
   * as one word too, and the German and Nordic spellings without special letters (Müller as
   * mueller).
   */
  public static Set<String> forms(String text) {
    Set<String> forms = new LinkedHashSet<>();
    for (String name : BETWEEN_NAMES.split(compose(text), -1)) {
      addForms(forms, name);
      String spelled = spell(name);
      if (!spelled.equals(name)) {
        addForms(forms, spelled);
      }
    }
    return forms;
  }

  private static void addForms(Set<String> forms, String name) {
    List<String> words = words(name);
    forms.addAll(words);
    add(forms, String.join("", words));
  }

  private static String compose(String text) {
    return isAscii(text) ? text : COMPOSE.transliterate(text);
  }

  private static String spell(String name) {
    return isAscii(name) ? name : SPELL.transliterate(name);
  }

  /** None of the rules changes ASCII letters, and most names have no others. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter < 128);
  }

  private static void add(Set<String> forms, String form) {
    if (!form.isEmpty()) {
      forms.add(cut(form));
    }
  }

  private static String cut(String word) {
    int letters = word.codePointCount(0, word.length());
    return letters <= MAX_WORD_LENGTH
        ? word
        : word.substring(0, word.offsetByCodePoints(0, MAX_WORD_LENGTH));
  }
}
