package org.sallyport.gate.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.MissingResourceException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

/**
 * A message that is stored now and read later, by several people: it is kept as its key and its
 * arguments, and becomes a text in the language of each reader.
 */
public final class StoredText {
  /** Unit separator (ISO 646); no message and no argument has one. */
  private static final String BETWEEN = "\u001f";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private StoredText() {}

  /**
   * The form in which a message is stored.
   *
   * @param arguments strings and whole numbers of at most nine digits
   * @throws MissingResourceException if there is no such key
   */
  public static String of(String key, Object... arguments) {
    Messages.text(key, arguments);
    List<String> parts = new ArrayList<>(List.of(key));
    Arrays.stream(arguments).map(String::valueOf).forEach(parts::add);
    return String.join(BETWEEN, parts) + BETWEEN;
  }

  /**
   * The text in the language of this thread. What is not in the stored form was stored as a text,
   * and what names an unknown key was stored by another version; both are returned as they are.
   */
  public static String read(String stored) {
    if (!stored.endsWith(BETWEEN)) {
      return stored;
    }
    String[] parts = stored.split(BETWEEN, 0);
    Object[] arguments =
        Arrays.stream(parts).skip(1).map(StoredText::argument).toArray(Object[]::new);
    try {
      return Messages.text(parts[0], arguments);
    } catch (MissingResourceException e) {
      return parts[0];
    }
  }

  /** {@link #read}, or null for null. */
  public static @Nullable String readOrNull(@Nullable String stored) {
    return stored == null ? null : read(stored);
  }

  /** The text in English, as the log has it. */
  public static String forLog(String stored) {
    return Language.ENGLISH.compose(() -> read(stored));
  }

  private static Object argument(String part) {
    return NUMBER.matcher(part).matches() ? Integer.valueOf(part) : part;
  }
}
