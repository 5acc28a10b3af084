package org.sallyport.gate.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises a browser in which an account signed in before (rules 9, 18). The cookie proves only
 * this and grants no trust: it contains a random id and, for each account, a keyed hash of id,
 * username and the account's generation. No row is stored; a new generation makes every browser new
 * to the account.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KnownBrowsers {
  private static final String COOKIE = "__Host-known";
  private static final Duration TTL = Duration.ofDays(400);
  private static final int MAX_ACCOUNTS = 8;
  private static final int MAX_LENGTH = 43 + MAX_ACCOUNTS * 44;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;

  /** The browser's mark if that username signed in from it before; null otherwise. */
  public @Nullable String known(String username, HttpServletRequest request) {
    List<String> parts = parts(request);
    if (parts.isEmpty()) {
      return null;
    }
    String id = parts.getFirst();
    int generation = generation(username);
    boolean known =
        parts.subList(1, parts.size()).stream()
            .anyMatch(proof -> proves(proof, id, username, generation));
    return known ? mark(id) : null;
  }

  private String mark(String id) {
    return HexFormat.of().formatHex(hash.ofCount(KeyPurpose.KNOWN_BROWSER, "mark", id));
  }

  /**
   * Stores in the cookie that this username completed a sign-in in this browser, and with the
   * sign-in which browser that was, so that two sign-ins in one browser can be told (rule 39).
   */
  public void remember(
      SignInId signIn, String username, HttpServletRequest request, HttpServletResponse response) {
    List<String> parts = new ArrayList<>(parts(request));
    if (parts.isEmpty()) {
      parts.add(random.token());
    }
    String id = parts.getFirst();
    jdbc.sql("update sign_in set browser_mark = :mark where id = :id and browser_mark is null")
        .param("mark", mark(id))
        .param("id", signIn.value())
        .update();
    int generation = generation(username);
    parts
        .subList(1, parts.size())
        .removeIf(
            proof ->
                proves(proof, id, username, generation)
                    || proves(proof, id, username, generation - 1));
    parts.add(token(id, username, generation));
    while (parts.size() > MAX_ACCOUNTS + 1) {
      parts.remove(1);
    }
    Cookies.set(response, COOKIE, String.join(".", parts), TTL);
  }

  /**
   * Makes every browser new to the account: also those with an attempt whose second factor is still
   * to come.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forgetAll(AccountId account) {
    jdbc.sql("update account set known_generation = known_generation + 1 where id = :id")
        .param("id", account.value())
        .update();
    jdbc.sql(
            """
            update sign_in set known_browser = null
             where account_id = :id and state = 'password' and known_browser is not null
            """)
        .param("id", account.value())
        .update();
  }

  /** The generation of the account; 0 for an unknown name, which takes the same work (rule 33). */
  private int generation(String username) {
    return jdbc.sql("select known_generation from account where username_key = :key")
        .param("key", Usernames.key(username))
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private static List<String> parts(HttpServletRequest request) {
    Optional<String> value =
        Cookies.read(request, COOKIE).filter(text -> text.length() <= MAX_LENGTH);
    return value.map(text -> Arrays.asList(text.split("\\."))).orElse(List.of());
  }

  private boolean proves(String proof, String id, String username, int generation) {
    return hash.isToken(
        proof, KeyPurpose.KNOWN_BROWSER, id, Usernames.key(username), Integer.toString(generation));
  }

  private String token(String id, String username, int generation) {
    return hash.token(
        KeyPurpose.KNOWN_BROWSER, id, Usernames.key(username), Integer.toString(generation));
  }
}
