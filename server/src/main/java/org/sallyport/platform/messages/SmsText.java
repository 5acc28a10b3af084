package org.sallyport.platform.messages;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of SMS. What is inserted into a text is written in the alphabet of GSM ({@link
 * Gsm7#fold}), if that keeps the whole in it: one letter of a name must not halve what a segment
 * holds. In a language of another script nothing is changed.
 */
public final class SmsText {
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\p{Cc}]+");

  private SmsText() {}

  /**
   * The message of a key of the area "sms".
   *
   * @param arguments strings and numbers
   * @throws java.util.MissingResourceException if there is no such key
   */
  public static String of(String key, @Nullable Object... arguments) {
    String folded = Messages.text(key, folded(arguments));
    return Gsm7.has(folded) ? folded : Messages.text(key, arguments);
  }

  private static @Nullable Object[] folded(@Nullable Object... arguments) {
    return Arrays.stream(arguments)
        .map(it -> it instanceof String text ? Gsm7.fold(text) : it)
        .toArray();
  }

  /**
   * A name, cut. For a text in the alphabet of GSM what that alphabet lacks is left out of it.
   *
   * @param key of the text that it stands in
   * @param length in characters, at most
   * @param otherwise what stands for a name of which nothing is left
   */
  public static String shortName(String key, String name, int length, String otherwise) {
    boolean inGsm7 = Gsm7.has(Messages.pattern(key));
    StringBuilder kept = new StringBuilder();
    (inGsm7 ? Gsm7.fold(name) : name)
        .codePoints()
        .mapToObj(Character::toString)
        .filter(it -> !inGsm7 || septets(it) == 1)
        .forEach(kept::append);
    String spaced = SPACES.matcher(kept).replaceAll(" ").strip();
    String cut =
        spaced.codePointCount(0, spaced.length()) > length
            ? spaced.substring(0, spaced.offsetByCodePoints(0, length)).strip()
            : spaced;
    return cut.codePoints().anyMatch(Character::isLetterOrDigit) ? cut : otherwise;
  }

  /** 1 or 2; 0 for a character that the alphabet lacks. */
  private static int septets(String character) {
    return Gsm7.encode(character).map(it -> it.length).orElse(0);
  }
}
