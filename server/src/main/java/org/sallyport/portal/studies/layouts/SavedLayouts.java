package org.sallyport.portal.studies.layouts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.personaldata.OwnLayouts;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The layouts of accounts. The account's row is held while one is saved or deleted. */
@Component
@RequiredArgsConstructor
class SavedLayouts implements OwnLayouts {
  /** Of one account; the one that was used longest ago makes room. */
  static final int MOST = 40;

  private static final int PER_HOUR = 300;

  private final LayoutStore store;
  private final Accounts accounts;
  private final RateLimits limits;

  List<SavedLayout> of(AccountId account) {
    return store.of(account);
  }

  /**
   * Saves a layout, in place of the one for the same kind of study.
   *
   * @return when the account can save again, if it saved too often; nothing is saved then
   */
  @Transactional
  public Optional<Instant> save(AccountId account, Layout.Kind kind, Layout layout) {
    HeldAccount held = accounts.hold(account);
    if (limits.take(
            List.of(
                LimitName.LAYOUTS_HOUR
                    .of(PER_HOUR)
                    .demand(Quota.ANYONE, account.toString())
                    .about(account.toString())))
        instanceof Decision.UsedUp usedUp) {
      return Optional.of(usedUp.until());
    }
    store.save(held, kind, layout);
    store.keepNewest(held, MOST);
    return Optional.empty();
  }

  @Transactional
  public void delete(AccountId account, Layout.Kind kind) {
    store.delete(accounts.hold(account), kind);
  }

  @Override
  public int saved(AccountId account) {
    return store.count(account);
  }

  @Override
  @Transactional
  public void deleteAll(AccountId account) {
    store.deleteAll(accounts.hold(account));
  }
}
