package org.sallyport.staff.admin.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.connect.apikeys.KeyRequest;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.TypedText;

/**
 * The form of a key, as it was typed. Each box has a name of its own, since repeated names are
 * refused.
 */
public record KeyForm(Map<String, String> typed) {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
  private static final List<Integer> DAYS = List.of(30, 90, 180, 365);
  private static final String SCOPE = "scope-";

  /** That of a new key. */
  static KeyForm empty() {
    return new KeyForm(Map.of());
  }

  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** Whether the box of a scope is ticked. */
  public boolean has(KeyScope scope) {
    return typed.containsKey(SCOPE + box(scope));
  }

  /** The name of a scope in that of its box. */
  public static String box(KeyScope scope) {
    return scope.word().replace(':', '-');
  }

  KeyRequest request() {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    for (KeyScope scope : KeyScope.values()) {
      if (has(scope)) {
        scopes.add(scope);
      }
    }
    List<String> networks =
        BETWEEN.splitAsStream(value("networks")).filter(it -> !it.isEmpty()).toList();
    return new KeyRequest(TypedText.oneLine(value("name")), scopes, networks, lasts());
  }

  /** Zero if none of the choices is chosen. */
  Duration lasts() {
    try {
      return Duration.parse(value("lasts"));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  /** How long a key can be valid: from value to text. */
  static Map<String, String> validities() {
    Map<String, String> texts = new LinkedHashMap<>();
    DAYS.stream()
        .map(Duration::ofDays)
        .forEach(it -> texts.put(it.toString(), DurationText.words(it)));
    return texts;
  }
}
