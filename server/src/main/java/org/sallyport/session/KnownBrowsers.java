package org.sallyport.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Cookies;
import org.sallyport.account.Usernames;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.crypto.RandomValues;
import org.sallyport.crypto.Use;
import org.springframework.stereotype.Component;

/**
 * Recognises a browser in which an account signed in before (rules 9, 18). The cookie proves only
 * this and grants no trust: it contains a random id and, for each account, a keyed hash of id and
 * username. No row is stored.
 */
@Component
public class KnownBrowsers {
  private static final String COOKIE = "__Host-known";
  private static final Duration LASTS = Duration.ofDays(400);
  private static final int MOST = 8;
  private static final int LONGEST = 43 + MOST * 44;

  private final KeyedHash hash;
  private final RandomValues random;

  KnownBrowsers(KeyedHash hash, RandomValues random) {
    this.hash = hash;
    this.random = random;
  }

  /** The browser's mark if that username signed in from it before; null otherwise. */
  public @Nullable String known(String username, HttpServletRequest request) {
    List<String> parts = parts(request);
    if (parts.isEmpty()) {
      return null;
    }
    String id = parts.getFirst();
    boolean known =
        parts.subList(1, parts.size()).stream().anyMatch(proof -> proves(proof, id, username));
    return known ? HexFormat.of().formatHex(hash.ofCount(Use.KNOWN_BROWSER, "mark", id)) : null;
  }

  /** Stores in the cookie that this username completed a sign-in in this browser. */
  public void remember(String username, HttpServletRequest request, HttpServletResponse response) {
    List<String> parts = new ArrayList<>(parts(request));
    if (parts.isEmpty()) {
      parts.add(random.token());
    }
    String id = parts.getFirst();
    parts.subList(1, parts.size()).removeIf(proof -> proves(proof, id, username));
    parts.add(hash.token(Use.KNOWN_BROWSER, id, Usernames.key(username)));
    while (parts.size() > MOST + 1) {
      parts.remove(1);
    }
    Cookies.set(response, COOKIE, String.join(".", parts), LASTS);
  }

  private static List<String> parts(HttpServletRequest request) {
    Optional<String> value = Cookies.read(request, COOKIE).filter(text -> text.length() <= LONGEST);
    return value.map(text -> Arrays.asList(text.split("\\."))).orElse(List.of());
  }

  private boolean proves(String proof, String id, String username) {
    return hash.isToken(proof, Use.KNOWN_BROWSER, id, Usernames.key(username));
  }
}
