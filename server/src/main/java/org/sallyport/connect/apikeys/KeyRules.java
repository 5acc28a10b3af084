package org.sallyport.connect.apikeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.platform.access.keys.KeyPaths;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.installation.AddressRange;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** What a key can be. */
@Component
public class KeyRules {
  /** The longest validity of a key. */
  public static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,58}[\\p{L}\\p{N}]");
  private static final int MAX_NETWORKS = 20;
  private static final Duration SHORTEST = Duration.ofDays(1);

  private final List<KeyPaths> paths;

  KeyRules(List<KeyPaths> paths) {
    this.paths = List.copyOf(paths);
  }

  /** What an admin fills in. */
  public enum Field {
    NAME,
    SCOPES,
    NETWORKS,
    LASTS
  }

  /**
   * Why a key cannot be as it is wanted.
   *
   * @param why a sentence for the admin
   */
  public record Objection(Field field, String why) {}

  /** The scopes that some module asks for. */
  public Set<KeyScope> scopes() {
    Set<KeyScope> all = EnumSet.noneOf(KeyScope.class);
    paths.forEach(it -> all.addAll(it.scopes()));
    return all;
  }

  /** All that is wrong, at most one objection for each field; empty if it can be made. */
  List<Objection> objections(KeyRequest wanted) {
    List<Objection> all = new ArrayList<>();
    if (!NAME.matcher(wanted.name()).matches()) {
      all.add(objection(Field.NAME, "name"));
    }
    if (wanted.scopes().isEmpty() || !scopes().containsAll(wanted.scopes())) {
      all.add(objection(Field.SCOPES, "scopes"));
    }
    if (wanted.networks().isEmpty() || wanted.networks().size() > MAX_NETWORKS) {
      all.add(objection(Field.NETWORKS, "networks-number", MAX_NETWORKS));
    } else {
      wanted.networks().stream()
          .filter(it -> AddressRange.of(it).isEmpty())
          .findFirst()
          .ifPresent(it -> all.add(objection(Field.NETWORKS, "network", it)));
    }
    if (!isValidity(wanted.lasts())) {
      all.add(objection(Field.LASTS, "lasts"));
    }
    return all;
  }

  static boolean isValidity(Duration lasts) {
    return lasts.compareTo(SHORTEST) >= 0 && lasts.compareTo(LONGEST) <= 0;
  }

  static Objection objection(Field field, String key, Object... values) {
    return new Objection(field, Messages.text("keys.refused." + key, values));
  }
}
