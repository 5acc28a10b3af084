package org.sallyport.portal.studies.marks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.personaldata.OwnMarks;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The marks of accounts. The account's row is held while one is saved or deleted, so that the
 * limits hold for requests at once, and the request that came last decides.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SavedMarks implements OwnMarks {
  /** Of all marks of an account, encrypted: what a copy of the owner's data reads at once. */
  private static final long MAX_BYTES = 4_000_000;

  private final MarkStore store;
  private final Accounts accounts;
  private final RateLimits limits;
  private final MarkProperties settings;

  /** Those of a study, the oldest first; the caller has asked whether the account may see it. */
  public List<Mark> of(AccountId account, StudyUid study) {
    return store.of(account, study);
  }

  /**
   * Saves a mark, in place of the one that has its id; one that was deleted comes back so. The
   * caller has asked whether the account may see the study.
   */
  @Transactional
  public SaveResult save(AccountId account, StudyUid study, UUID id, MarkContent content) {
    HeldAccount held = accounts.hold(account);
    if (limits.take(
            List.of(
                LimitName.MARKS_HOUR
                    .of(settings.perHour())
                    .demand(Quota.ANYONE, account.toString())
                    .about(account.toString())))
        instanceof Decision.UsedUp usedUp) {
      return new SaveResult.TooMany(usedUp.until());
    }
    @Nullable UUID row = store.row(held, study, id);
    Optional<SaveResult> refusal = refusal(account, study, row != null);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return new SaveResult.Saved(
        row == null ? store.add(held, study, id, content) : store.replace(held, row, id, content));
  }

  /** The bytes are counted before this one, which has a few thousand at most. */
  private Optional<SaveResult> refusal(AccountId account, StudyUid study, boolean isReplaced) {
    if (!isReplaced && store.inStudy(account, study) >= settings.perStudy()) {
      return Optional.of(new SaveResult.StudyFull(settings.perStudy()));
    }
    MarkStore.Size size = store.size(account);
    boolean isFull =
        size.bytes() >= MAX_BYTES || (!isReplaced && size.marks() >= settings.perAccount());
    return isFull ? Optional.of(new SaveResult.AccountFull()) : Optional.empty();
  }

  @Transactional
  public void delete(AccountId account, StudyUid study, UUID id) {
    store.delete(accounts.hold(account), study, id);
  }

  @Override
  public Saved saved(AccountId account) {
    return new Saved(store.size(account).marks(), store.studies(account));
  }

  @Override
  @Transactional
  public void deleteAll(AccountId account) {
    store.deleteAll(accounts.hold(account));
  }
}
