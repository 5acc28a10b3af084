package org.sallyport.gate.account.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.platform.messages.TypedText;

/**
 * What was typed to find an account, as lexemes. A word of one or two letters is compared as a
 * whole ("Dr" begins half of all names), a longer one as the beginning of a word.
 *
 * @param words in the form in which {@code account_word} holds them
 */
record SearchWords(List<String> words) {
  private static final int MAX_WORDS = 6;
  private static final int MIN_PREFIX_LENGTH = 3;
  private static final int MAX_LENGTH = 320;
  private static final int MIN_DIGITS = 6;

  /** As {@code account_words} separates names. */
  private static final String SEPARATORS = "[\\[\\]\\s.,;:'’\"()/_@+&-]+";

  private static final int MIN_NUMBER_DIGITS = 4;

  private static final Pattern LOCK_REFERENCE = Pattern.compile("(?i)(?:l-?\\s?)?(\\d{4})");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+(?:[./\\s-]+[0-9]+)*");
  private static final Pattern PHONE = Pattern.compile("(?:\\+|00)?[0-9()./\\s-]+");

  /**
   * The lock reference that was typed, with or without its letter, as accounts have it; empty if it
   * is none.
   */
  static Optional<String> lockReference(String typed) {
    var matcher = LOCK_REFERENCE.matcher(typed.strip());
    return matcher.matches() ? Optional.of("L-" + matcher.group(1)) : Optional.empty();
  }

  /**
   * The words of a text.
   *
   * @param folded as {@code account_fold} returns it
   */
  static SearchWords of(String folded) {
    return new SearchWords(
        Arrays.stream(clean(folded).split("[\\s,;]+"))
            .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
            .distinct()
            .limit(MAX_WORDS)
            .toList());
  }

  /**
   * The last digits of a phone number, with which it is found whether or not the country code was
   * typed; empty if it cannot be one.
   */
  static Optional<String> phone(String typed) {
    String text = TypedText.digits(clean(typed)).strip();
    String digits = text.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    return PHONE.matcher(text).matches() && digits.length() >= MIN_DIGITS
        ? Optional.of("~" + new StringBuilder(digits).reverse())
        : Optional.empty();
  }

  /**
   * The digits of a physician's or patient's number, by which it is found whatever stands between
   * and before them; empty if it cannot be one.
   */
  static Optional<String> digits(String typed) {
    String text = TypedText.digits(clean(typed)).strip();
    String digits = text.replaceAll("[^0-9]", "");
    return DIGITS.matcher(text).matches() && digits.length() >= MIN_NUMBER_DIGITS
        ? Optional.of(digits)
        : Optional.empty();
  }

  /** As a condition on {@code account_word.words}: each word must be there. */
  String query() {
    return words.stream().map(SearchWords::wholeOrParts).collect(Collectors.joining(" & "));
  }

  /** Addresses and numbers are held as they are, names by the parts of a double name. */
  private static String wholeOrParts(String word) {
    List<String> parts =
        Arrays.stream(word.split(SEPARATORS)).filter(part -> !part.isEmpty()).toList();
    return parts.size() < 2
        ? lexeme(parts.isEmpty() ? word : parts.getFirst())
        : parts.stream()
            .map(SearchWords::lexeme)
            .collect(Collectors.joining(" & ", "(" + lexeme(word) + " | (", "))"));
  }

  /** The same for one lexeme. */
  static String lexeme(String word) {
    String quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    return word.length() < MIN_PREFIX_LENGTH ? quoted : quoted + ":*";
  }

  private static String clean(String text) {
    String cut = text.substring(0, Math.min(MAX_LENGTH, text.length()));
    return cut.replace('\0', ' ').toLowerCase(Locale.ROOT);
  }
}
