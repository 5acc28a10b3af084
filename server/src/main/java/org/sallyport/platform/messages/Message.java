package org.sallyport.platform.messages;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message whose pattern was parsed.
 *
 * @param language for plurals and numbers
 * @param texts what stands around its arguments if it has nothing else; empty if it is formatted
 * @param arguments their numbers, one fewer than texts
 * @param format null if it has nothing but texts and arguments; not thread-safe
 */
record Message(
    String pattern,
    ULocale language,
    List<String> texts,
    List<Integer> arguments,
    @Nullable MessageFormat format) {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])\\}");
  private static final Pattern PLAIN = Pattern.compile("(?:[^{}']|\\{[0-9]\\})*");

  static Message of(String pattern, ULocale language) {
    if (!PLAIN.matcher(pattern).matches()) {
      return new Message(
          pattern, language, List.of(), List.of(), new MessageFormat(pattern, language));
    }
    List<String> texts = new ArrayList<>();
    List<Integer> arguments = new ArrayList<>();
    Matcher place = PLACE.matcher(pattern);
    int from = 0;
    while (place.find()) {
      texts.add(pattern.substring(from, place.start()));
      arguments.add(Integer.valueOf(place.group(1)));
      from = place.end();
    }
    texts.add(pattern.substring(from));
    return new Message(pattern, language, List.copyOf(texts), List.copyOf(arguments), null);
  }

  /** The text with its arguments. Strings are inserted as they are, numbers are formatted. */
  String format(@Nullable Object... given) {
    if (format != null) {
      synchronized (format) {
        return format.format(given);
      }
    }
    return Arrays.stream(given).allMatch(String.class::isInstance)
        ? inserted(given)
        : new MessageFormat(pattern, language).format(given);
  }

  private String inserted(@Nullable Object[] given) {
    StringBuilder text = new StringBuilder(texts.getFirst());
    for (int i = 0; i < arguments.size(); i++) {
      int number = arguments.get(i);
      text.append(number < given.length ? given[number] : "{" + number + "}");
      text.append(texts.get(i + 1));
    }
    return text.toString();
  }
}
