package org.sallyport.gate.accountrecovery.reset;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.AccountRecoveryProperties;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of resets, at most one open reset for an account. The row count of a statement decides.
 * Voiding needs no lock on the account that would have been reset.
 *
 * <p>The parameter {@code rolesUntil} of its statements is the latest time at which an admin who
 * confirms got the role: nobody who made a second admin may be both people of a reset (rule 39).
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ResetStore {
  private static final String OPEN = "r.completed_at is null and r.cancelled_at is null";

  /**
   * The one who requested it is still an enabled admin or member of the help desk, or it was
   * requested at the command line.
   */
  private static final String ASKER_STANDS =
      """
      (r.requester_id is null or exists (
         select from account a where a.id = r.requester_id and a.role in ('admin', 'helpdesk')
           and a.disabled_at is null))\
      """;

  /**
   * The confirming admin is enabled and unlocked, not new to the role, neither the owner nor the
   * one who requested it.
   */
  private static final String OTHER_ADMIN =
      """
       and r.account_id <> :admin and r.requester_id is distinct from :admin
       and exists (select from account c where c.id = :admin and c.role = 'admin'
                    and c.disabled_at is null and c.locked_at is null
                    and (c.role_since is null or c.role_since <= :rolesUntil))\
      """;

  /**
   * Neither the one who requested it nor the one who approved it did so in the browser of the
   * session that confirms. A browser that a sign-in does not tell counts as the same, and so does
   * that of whoever has the key of a program: what a program requested waits.
   */
  private static final String OTHER_BROWSER =
      """
       and r.requested_by not like 'key %'
       and not exists (select from sign_in o
         where o.id in (r.requester_sign_in, r.approver_sign_in)
           and not exists (select from sign_in c where c.id = cast(:session as uuid)
             and c.browser_mark <> o.browser_mark))\
      """;

  /** An admin who approved it before, and still is one. */
  private static final String APPROVER_STANDS =
      """
      exists (select from account p where p.id = r.approver_id and p.role = 'admin' and p.disabled_at is null
               and (p.role_since is null or p.role_since <= :rolesUntil))\
      """;

  private static final String ASK =
      """
      insert into factor_reset (id, account_id, requester_id, requester_sign_in, requested_by, reason, phone_lost, requested_at, due_at)
      values (:id, :account, :requester, cast(:session as uuid), :by, :reason, :phoneLost, :now, :due)
      on conflict (account_id) where completed_at is null and cancelled_at is null do nothing
      """;

  private static final String APPROVE =
      "update factor_reset r set approver_id = :admin, approver_sign_in = cast(:session as uuid), approved_by = :name where r.account_id = :account and r.id = :id and "
          + OPEN
          + " and "
          + ASKER_STANDS
          + OTHER_ADMIN
          + OTHER_BROWSER
          + " and not "
          + APPROVER_STANDS;

  private static final String CONFIRM =
      "update factor_reset r set completed_at = :now, confirmer_id = :admin, confirmed_by = :name where r.account_id = :account and r.id = :id and "
          + OPEN
          + " and "
          + ASKER_STANDS
          + OTHER_ADMIN
          + OTHER_BROWSER
          + """
           and (not exists (select from account q where q.id = r.requester_id and q.role = 'helpdesk')
                or (r.approver_id <> :admin and\s"""
          + APPROVER_STANDS
          + "))";

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final AccountRecoveryProperties properties;
  private final Clock clock;

  /** Stores a request. False if a reset is already open. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean ask(HeldAccount held, ResetRequest request, @Nullable SignInId session, Instant dueAt) {
    return jdbc.sql(ASK)
            .param("id", random.id())
            .param("account", held.id().value())
            .param("requester", value(request.by().account()))
            .param("session", text(session))
            .param("by", request.by().name())
            .param("reason", request.reason())
            .param("phoneLost", request.phoneLost())
            .param("now", clock.instant())
            .param("due", dueAt)
            .update()
        == 1;
  }

  /** The open reset of an account. */
  Optional<OpenReset> open(AccountId account) {
    return select(" and r.account_id = :account")
        .param("account", account.value())
        .query(OpenResetRows.ROW)
        .optional();
  }

  /** An open reset by its id. */
  Optional<OpenReset> open(UUID id) {
    return select(" and r.id = :id").param("id", id).query(OpenResetRows.ROW).optional();
  }

  /** All open resets, the first due first. */
  List<OpenReset> open() {
    return select(" order by r.due_at, r.id").query(OpenResetRows.ROW).list();
  }

  /** The open resets that are due. */
  List<OpenReset> due() {
    return select(" and r.due_at <= :now order by r.due_at, r.id")
        .param("now", clock.instant())
        .query(OpenResetRows.ROW)
        .list();
  }

  /**
   * The time from which an admin can confirm, a reset's delay after the role was given; empty if
   * they can now.
   */
  Optional<Instant> confirmsFrom(AccountId admin) {
    return jdbc.sql("select role_since from account where id = :id and role_since > :rolesUntil")
        .param("id", admin.value())
        .param("rolesUntil", rolesUntil())
        .query((row, number) -> instant(row, "role_since"))
        .optional()
        .map(since -> since.plus(properties.resetDelay()));
  }

  /**
   * Marks an open reset of the help desk as approved by a first admin.
   *
   * @param session in which the admin approves it; no other act of this reset was done in the same
   *     browser
   * @return whether it was open, the one who requested it still may, and the approving admin is
   *     another enabled, unlocked one who is not new to the role and not the owner
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean approve(
      HeldAccount held, UUID id, AccountId admin, @Nullable SignInId session, String name) {
    return jdbc.sql(APPROVE)
            .param("session", text(session))
            .param("admin", admin.value())
            .param("name", name)
            .param("account", held.id().value())
            .param("id", id)
            .param("rolesUntil", rolesUntil())
            .update()
        == 1;
  }

  /**
   * Marks an open reset as done, confirmed by a second person; one that the help desk requested, by
   * a second admin.
   *
   * @return whether it was open, the one who requested it still may, and the confirming admin is
   *     another enabled, unlocked one who is not new to the role and not the owner
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean confirm(
      HeldAccount held, UUID id, AccountId admin, @Nullable SignInId session, String name) {
    return jdbc.sql(CONFIRM)
            .param("session", text(session))
            .param("now", clock.instant())
            .param("admin", admin.value())
            .param("name", name)
            .param("account", held.id().value())
            .param("id", id)
            .param("rolesUntil", rolesUntil())
            .update()
        == 1;
  }

  /**
   * Marks an open reset as done because it is due. False if it is not due, not open, or the
   * requesting admin no longer is one.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean finishDue(HeldAccount held, UUID id) {
    return jdbc.sql(
                "update factor_reset r set completed_at = :now where r.account_id = :account and r.id = :id and r.due_at <= :now and "
                    + OPEN
                    + " and "
                    + ASKER_STANDS)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  /** Cancels a reset. False if it is not open. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean cancel(HeldAccount held, UUID id) {
    return jdbc.sql(
                "update factor_reset r set cancelled_at = :now where r.account_id = :account and r.id = :id and "
                    + OPEN)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Cancels all resets that an admin requested.
   *
   * @return the accounts that they would have reset
   */
  @Transactional(propagation = Propagation.MANDATORY)
  List<AccountId> voidRequestedBy(AccountId requester) {
    return jdbc.sql(
            "update factor_reset r set cancelled_at = :now where r.requester_id = :requester and "
                + OPEN
                + " returning r.account_id")
        .param("now", clock.instant())
        .param("requester", requester.value())
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .list();
  }

  /**
   * Selects open resets.
   *
   * @param rest of the statement, which begins with a space
   */
  private JdbcClient.StatementSpec select(String rest) {
    return jdbc.sql(OpenResetRows.SELECT + " " + OPEN + rest).param("rolesUntil", rolesUntil());
  }

  private Instant rolesUntil() {
    return clock.instant().minus(properties.resetDelay());
  }

  /** The open resets that somebody requested or approved in the browser of a session. */
  Set<UUID> ofBrowser(SignInId session) {
    return Set.copyOf(
        jdbc.sql(
                "select r.id from factor_reset r where "
                    + OPEN
                    + " and not (true"
                    + OTHER_BROWSER
                    + ")")
            .param("session", text(session))
            .query((row, number) -> row.getObject("id", UUID.class))
            .list());
  }

  private static @Nullable String text(@Nullable SignInId session) {
    return session == null ? null : session.value().toString();
  }

  private static @Nullable UUID value(@Nullable AccountId account) {
    return account == null ? null : account.value();
  }
}
