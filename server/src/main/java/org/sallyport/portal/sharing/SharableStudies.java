package org.sallyport.portal.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.pages.SharingRight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which studies an account may share: those that it sees by what the archive says, and those of a
 * share whose sharer allowed it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SharableStudies implements SharingRight {
  /** How many times a share can be shared onward: five acts in all. */
  public static final int MAX_DEPTH = 4;

  private final Studies studies;
  private final Accounts accounts;
  private final SharingProperties properties;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Whether the policy lets a share last so long. */
  public boolean mayLast(Instant until) {
    return !until.isAfter(clock.instant().plus(properties.max()));
  }

  /**
   * The study, if the account may share it now; empty too if it may see it only.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<Sharable> of(AccountId account, StudyUid study) {
    return mayShare(account) ? studies.see(account, study).flatMap(this::of) : Optional.empty();
  }

  @Override
  public boolean mayShare(AccountId account) {
    return accounts
        .find(account)
        .map(Account::role)
        .filter(role -> role != Role.PATIENT || properties.patients())
        .isPresent();
  }

  /** By the widest reason that allows it. */
  private Optional<Sharable> of(StudyAccess seen) {
    return seen.reasons().stream()
        .filter(AccessReason::mayShareOn)
        .filter(reason -> !isDeepest(reason, seen))
        .findFirst()
        .map(reason -> sharable(seen, reason));
  }

  private static Sharable sharable(StudyAccess seen, AccessReason reason) {
    UUID share = reason.share();
    return share == null
        ? new Sharable(seen.study(), null, null, true)
        : new Sharable(seen.study(), new ShareId(share), reason.until(), reason.withReport());
  }

  private boolean isDeepest(AccessReason reason, StudyAccess seen) {
    UUID share = reason.share();
    return share != null
        && jdbc.sql("select depth from share_study where share_id = :share and study_uid = :study")
                .param("share", share)
                .param("study", seen.study().uid().value())
                .query(Integer.class)
                .optional()
                .orElse(MAX_DEPTH)
            >= MAX_DEPTH;
  }
}
