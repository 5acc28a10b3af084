package org.sallyport.platform.messages;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Formats the messages of the bundles in {@code messages/}. The part of a key before its first dot
 * names the bundle: {@code signin.wrong-password} is in {@code messages/signin.properties}.
 *
 * <p>Patterns are <a href="https://unicode-org.github.io/icu/userguide/format_parse/messages/">ICU
 * message patterns</a> with numbered arguments: <code>{0, plural, one {# image} other {# images}}
 * </code>.
 */
public final class Messages {
  static final Locale LANGUAGE = Locale.ENGLISH;

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

  /** By audience and key. A page of the study list has a thousand messages. */
  private static final Map<Audience, Map<String, Message>> PARSED =
      Map.of(
          Audience.PROFESSIONALS,
          new ConcurrentHashMap<>(),
          Audience.PATIENTS,
          new ConcurrentHashMap<>());

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
    return pattern(key, Audience.PROFESSIONALS);
  }

  private static String pattern(String key, Audience audience) {
    int dot = key.indexOf('.');
    if (dot < 1) {
      throw new MissingResourceException("the key has no area", Messages.class.getName(), key);
    }
    String area = key.substring(0, dot);
    if (audience != Audience.PROFESSIONALS && AREAS_FOR_PATIENTS.contains(area)) {
      ResourceBundle own = bundle(audience.bundles() + area);
      if (own.containsKey(key)) {
        return own.getString(key);
      }
    }
    return bundle(Audience.PROFESSIONALS.bundles() + area).getString(key);
  }

  private static ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(
        name,
        LANGUAGE,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static Message message(String key) {
    Audience audience = Audience.current();
    Map<String, Message> parsed = Objects.requireNonNull(PARSED.get(audience));
    Message message = parsed.get(key);
    return message == null
        ? parsed.computeIfAbsent(key, it -> Message.of(pattern(it, audience)))
        : message;
  }
}
