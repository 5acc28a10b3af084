package org.sallyport.platform.messages;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Formats the messages of the bundles in {@code messages/}, in the {@link Language} and for the
 * {@link Audience} of the thread. The part of a key before its first dot names the bundle: {@code
 * signin.wrong-password} is in {@code messages/en/signin.properties}. A text that a language lacks
 * is English.
 *
 * <p>Patterns are <a href="https://unicode-org.github.io/icu/userguide/format_parse/messages/">ICU
 * message patterns</a> with numbered arguments: <code>{0, plural, one {# image} other {# images}}
 * </code>.
 */
public final class Messages {
  private static final char NARROW_SPACE = '\u202f';

  /** The areas that have a bundle in {@code messages/patient}. */
  static final Set<String> AREAS_FOR_PATIENTS =
      Set.of(
          "download",
          "errors",
          "notice",
          "report",
          "settings",
          "sharing",
          "signin",
          "studies",
          "viewer");

  /** By language, audience and key. A page of the study list has a thousand messages. */
  private static final Map<Language, Map<Audience, Map<String, Message>>> PARSED =
      new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      Map<Audience, Map<String, Message>> audiences = new EnumMap<>(Audience.class);
      for (Audience audience : Audience.values()) {
        audiences.put(audience, new ConcurrentHashMap<>());
      }
      PARSED.put(language, audiences);
    }
  }

  private Messages() {}

  /**
   * The message as plain text.
   *
   * @param arguments strings and numbers; nothing else, so that times and amounts look alike
   *     everywhere
   * @throws MissingResourceException if there is no such key
   */
  public static String text(String key, @Nullable Object... arguments) {
    return message(key).format(arguments);
  }

  /**
   * The message as plain text, for a key that is made of a stored value.
   *
   * @param otherwise the result if there is no such key, as for a value stored by another version
   */
  public static String textOr(String key, String otherwise) {
    try {
      return text(key);
    } catch (MissingResourceException e) {
      return otherwise;
    }
  }

  /**
   * A number with a narrow space between groups of thousands, which no language reads as the sign
   * of its decimals (ISO 80000-1, section 7.3.1).
   */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', NARROW_SPACE);
  }

  /**
   * Two things one after the other, the second of which may be a list, with the comma of the
   * language.
   */
  public static String listed(String first, String others) {
    return text("common.listed", first, others);
  }

  /** Several things one after the other; empty for none. */
  public static String listed(Collection<String> things) {
    return things.stream().collect(listing());
  }

  /** Lists the elements of a stream; empty for none. */
  public static Collector<String, ?, String> listing() {
    return Collectors.collectingAndThen(
        Collectors.reducing(Messages::listed), listed -> listed.orElse(""));
  }

  /**
   * The message as HTML: its pattern contains elements, its arguments are escaped.
   *
   * @throws MissingResourceException if there is no such key
   */
  public static String html(String key, @Nullable Object... arguments) {
    @Nullable Object[] escaped = arguments.clone();
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] instanceof String text) {
        escaped[i] = HtmlUtils.htmlEscape(text);
      }
    }
    return message(key).format(escaped);
  }

  /**
   * The unformatted pattern of a key.
   *
   * @throws MissingResourceException if there is no such key
   */
  static String pattern(String key) {
    return pattern(key, Language.current(), Audience.PROFESSIONALS);
  }

  /** The unformatted pattern of a key in a language, for an audience. */
  static String pattern(String key, Language language, Audience audience) {
    int dot = key.indexOf('.');
    if (dot < 1) {
      throw missing("the key has no area", key);
    }
    String area = key.substring(0, dot);
    if (language.pseudo()) {
      return Pseudo.of(key, pattern(key, Language.ENGLISH, audience), language);
    }
    String own = inLanguage(key, area, language, audience);
    String found = own == null ? inLanguage(key, area, Language.ENGLISH, audience) : own;
    if (found == null) {
      throw missing("no such key", key);
    }
    return found;
  }

  private static @Nullable String inLanguage(
      String key, String area, Language language, Audience audience) {
    if (audience != Audience.PROFESSIONALS && AREAS_FOR_PATIENTS.contains(area)) {
      String own = Bundles.own(language, audience, area, key);
      if (own != null) {
        return own;
      }
    }
    return Bundles.own(language, Audience.PROFESSIONALS, area, key);
  }

  private static MissingResourceException missing(String why, String key) {
    return new MissingResourceException(why, Messages.class.getName(), key);
  }

  /** Has all messages read anew, after a hospital's own texts were set. */
  static void forget() {
    PARSED.values().forEach(audiences -> audiences.values().forEach(Map::clear));
  }

  private static Message message(String key) {
    Language language = Language.current();
    Audience audience = Audience.current();
    Map<String, Message> parsed =
        Objects.requireNonNull(Objects.requireNonNull(PARSED.get(language)).get(audience));
    Message message = parsed.get(key);
    return message == null
        ? parsed.computeIfAbsent(
            key, it -> Message.of(pattern(it, language, audience), language.icu()))
        : message;
  }
}
