package org.sallyport.portal.sharing.receivers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words of a typed name, each of which begins a word of the name that is searched for.
 *
 * @param words in lower case, without those that are the beginning of another one
 */
record NameWords(List<String> words) {
  private static final int MIN_LETTERS = 3;
  private static final int MAX_WORDS = 5;

  static NameWords of(String typed) {
    List<String> words =
        Arrays.stream(typed.toLowerCase(Locale.ROOT).replace("\0", "").split("[\\s,]+"))
            .filter(word -> letters(word) > 0)
            .distinct()
            .limit(MAX_WORDS)
            .toList();
    return new NameWords(words.stream().filter(word -> !beginsAnother(word, words)).toList());
  }

  /** Whether the words have three letters or digits; fewer would list people by an initial. */
  boolean areEnough() {
    return words.stream().mapToLong(NameWords::letters).sum() >= MIN_LETTERS;
  }

  /** Patterns for {@code ' ' || lower(name) like all(…)}. */
  String[] patterns() {
    return words.stream()
        .map(word -> "% " + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .toArray(String[]::new);
  }

  private static boolean beginsAnother(String word, List<String> words) {
    return words.stream().anyMatch(other -> !other.equals(word) && other.startsWith(word));
  }

  private static long letters(String word) {
    return word.codePoints().filter(Character::isLetterOrDigit).count();
  }
}
