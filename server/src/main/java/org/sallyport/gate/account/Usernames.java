package org.sallyport.gate.account;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.platform.messages.Messages;

/**
 * Compares and validates usernames. All comparisons, at sign-in, import and reset, use one form:
 * Unicode NFKC, without surrounding space, in lower case by the root locale. Names that look alike
 * but differ in script, such as Latin "a" and Cyrillic "а", stay different; to prevent confusion, a
 * new name must have letters of one script only and no invisible characters.
 */
public final class Usernames {
  private static final int MAX_LENGTH = 100;

  /** Longer input is truncated: no username is that long. */
  private static final int MAX_INPUT_LENGTH = 512;

  private static final char UNKNOWN = '\ufffd';

  /**
   * Letters and marks that are invisible although Unicode does not class them as format characters.
   */
  private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" + UNKNOWN;

  /** Scripts that may be mixed (UTS 39, "highly restrictive"). */
  private static final Set<UnicodeScript> EAST_ASIAN =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.LATIN);

  private Usernames() {}

  /** The form in which names are compared. NUL, which the database cannot store, becomes U+FFFD. */
  public static String key(String username) {
    String typed =
        username
            .substring(0, Math.min(MAX_INPUT_LENGTH, username.length()))
            .replace('\0', UNKNOWN)
            .strip();
    return Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Why no new account can have a name; empty if one can. */
  static Optional<String> objectionToNew(String username) {
    return ReservedNames.has(username)
        ? Optional.of(Messages.text("import.username.reserved"))
        : objection(username);
  }

  /** Why a name is not allowed for an account; empty if it is. */
  public static Optional<String> objection(String username) {
    String key = key(username);
    if (key.isEmpty()) {
      return Optional.of(Messages.text("import.username.empty"));
    }
    if (key.codePointCount(0, key.length()) > MAX_LENGTH) {
      return Optional.of(Messages.text("import.username.long", Integer.toString(MAX_LENGTH)));
    }
    if ((username + key).codePoints().anyMatch(Usernames::isHidden)) {
      return Optional.of(Messages.text("import.username.hidden"));
    }
    return isOneScript(key)
        ? Optional.empty()
        : Optional.of(Messages.text("import.username.scripts"));
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> INVISIBLE.indexOf(codePoint) >= 0 || isVariationSelector(codePoint);
    };
  }

  private static boolean isVariationSelector(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
  }

  private static boolean isOneScript(String key) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    key.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.remove(UnicodeScript.COMMON);
    scripts.remove(UnicodeScript.INHERITED);
    return scripts.size() <= 1 || EAST_ASIAN.containsAll(scripts);
  }
}
