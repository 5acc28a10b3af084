package org.sallyport.gate.trustedbrowser;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembered browsers (rules 19 to 23). Each use issues a new token. The previous one stays valid
 * until the new one is first presented; after that, presenting it indicates a stolen copy and ends
 * the series.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TrustedBrowsers {
  private final TrustedBrowserStore store;
  private final RandomValues random;
  private final KeyedHash hash;
  private final DomainEvents events;
  private final RememberProperties properties;
  private final Clock clock;

  /**
   * Checks whether a browser is remembered for an account and, if so, renews its token. A token
   * that was copied to another browser requires a second factor. The account must not be locked.
   *
   * @param cookie the value of the request's cookie; null if none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Trust present(HeldAccount held, @Nullable String cookie, Origin origin) {
    List<String> kept = new ArrayList<>();
    TrustedBrowserId trusted = null;
    for (String token : cookie == null ? List.<String>of() : TrustCookie.tokens(cookie)) {
      Optional<TrustedBrowserStore.Token> row = store.token(hashes(token));
      if (row.isEmpty() || !row.get().account().equals(held.id())) {
        row.filter(this::counts).ifPresent(other -> kept.add(token));
      } else if (counts(row.get()) && origin.isSameProduct(row.get().name())) {
        trusted = accept(row.get(), token, kept, origin, trusted);
      }
    }
    return new Trust(trusted, TrustCookie.value(kept));
  }

  /**
   * Remembers a browser after a completed second factor with the box ticked (rule 19).
   *
   * @param cookie the value of the request's cookie; null if none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Trust remember(HeldAccount held, @Nullable String cookie, Origin origin) {
    List<String> kept = keepTokensOfOthers(held.id(), cookie, origin);
    makeRoom(kept, origin);
    TrustedBrowserId id = new TrustedBrowserId(random.id());
    Instant now = clock.instant();
    store.add(id, held.id(), now, now.plus(properties.duration()), origin);
    String token = random.token();
    store.issue(id, hash.of(KeyPurpose.TRUSTED_BROWSER, token), "current", now);
    kept.add(token);
    events.publish(new BrowserEvent.Remembered(held.id(), id), origin);
    return new Trust(id, TrustCookie.value(kept));
  }

  /** The tokens of other accounts in the cookie. Those of the account itself end. */
  private List<String> keepTokensOfOthers(
      AccountId account, @Nullable String cookie, Origin origin) {
    List<String> kept = new ArrayList<>();
    for (String token : cookie == null ? List.<String>of() : TrustCookie.tokens(cookie)) {
      store
          .token(hashes(token))
          .filter(this::counts)
          .ifPresent(row -> keepOrReplace(row, account, token, kept, origin));
    }
    return kept;
  }

  /** Ends the oldest, until the cookie has room for one more. */
  private void makeRoom(List<String> kept, Origin origin) {
    while (kept.size() >= TrustCookie.MAX_ACCOUNTS) {
      String oldest = kept.removeFirst();
      store
          .token(hashes(oldest))
          .ifPresent(row -> end(row.account(), row.browser(), "too many accounts", origin));
    }
  }

  /** The remembered browsers of an account, the last used first. */
  public List<RememberedBrowser> of(AccountId account) {
    return store.live(account, hash.prefixes(), clock.instant());
  }

  /** Forgets one browser. False if it was already forgotten or belongs to another account. */
  @Transactional
  public boolean forget(AccountId account, TrustedBrowserId id, String reason, Origin origin) {
    return end(account, id, reason, origin);
  }

  /** Forgets every browser of an account. */
  @Transactional
  public void forgetAll(AccountId account, String reason, Origin origin) {
    for (RememberedBrowser browser : of(account)) {
      end(account, browser.id(), reason, origin);
    }
  }

  private @Nullable TrustedBrowserId accept(
      TrustedBrowserStore.Token row,
      String token,
      List<String> kept,
      Origin origin,
      @Nullable TrustedBrowserId before) {
    if (row.state().equals("spent")) {
      end(row.account(), row.browser(), "copy presented", origin);
      events.publish(new BrowserEvent.CopyPresented(row.account(), row.browser()), origin);
      return before;
    }
    Instant now = clock.instant();
    if (row.state().equals("issued")) {
      store.present(row.browser(), hashes(token));
    }
    String next = random.token();
    store.issue(row.browser(), hash.of(KeyPurpose.TRUSTED_BROWSER, next), "issued", now);
    store.used(row.browser(), now, origin);
    kept.add(next);
    return row.browser();
  }

  private void keepOrReplace(
      TrustedBrowserStore.Token row,
      AccountId account,
      String token,
      List<String> kept,
      Origin origin) {
    if (row.account().equals(account)) {
      end(account, row.browser(), "remembered anew", origin);
    } else {
      kept.add(token);
    }
  }

  private boolean end(AccountId account, TrustedBrowserId id, String reason, Origin origin) {
    boolean ended = store.end(account, id, reason, clock.instant());
    if (ended) {
      events.publish(new BrowserEvent.Forgotten(account, id, reason), origin);
    }
    return ended;
  }

  private byte[][] hashes(String token) {
    return hash.all(KeyPurpose.TRUSTED_BROWSER, token);
  }

  private boolean counts(TrustedBrowserStore.Token token) {
    return !token.ended() && clock.instant().isBefore(token.expiresAt());
  }
}
