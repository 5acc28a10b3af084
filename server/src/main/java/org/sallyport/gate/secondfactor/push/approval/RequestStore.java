package org.sallyport.gate.secondfactor.push.approval;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Approval requests in the database. Each decision is the row count of one statement. */
@Repository
@RequiredArgsConstructor
class RequestStore {
  private static final String FIGURES =
      """
      select p.phones, p.wakeable, r.requests, r.approved, r.refused
      from (select count(*) as phones, count(s.device_id) as wakeable
              from app_device d left join app_subscription s on s.device_id = d.id
             where d.linked_at is not null and d.removed_at is null) p,
           (select count(*) as requests,
                   count(*) filter (where state in ('approved', 'used')) as approved,
                   count(*) filter (where state in ('denied', 'wrong')) as refused
              from app_request where created_at >= :since) r
      """;

  private static final String SELECT =
      """
      select r.id, r.account_id, r.sign_in_id, r.purpose, r.challenge, r.number, r.created_at, r.expires_at, r.state,
             r.device_id, s.browser, s.address
        from app_request r join sign_in s on s.id = r.sign_in_id\s""";

  /**
   * Requests that can still be answered: the attempt is open, and the account is neither locked nor
   * disabled.
   */
  private static final String LIVE =
      """
      join account a on a.id = r.account_id
       where r.state = 'open' and r.expires_at > :now and a.locked_at is null and a.disabled_at is null
         and s.state = case r.purpose when 'sign-in' then 'password' else 'complete' end\s""";

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;

  /** Inserts a new request and marks the account's open one as replaced. */
  void add(
      HeldAccount held,
      UUID id,
      SignIn signIn,
      Purpose purpose,
      String challenge,
      String number,
      Instant until) {
    jdbc.sql(
            "update app_request set state = 'replaced' where account_id = :account and state = 'open'")
        .param("account", held.id().value())
        .update();
    jdbc.sql(
            """
            insert into app_request (id, account_id, sign_in_id, purpose, challenge, number, created_at, expires_at, state)
            values (:id, :account, :signIn, :purpose, :challenge, :number, :now, :until, 'open')
            """)
        .param("id", id)
        .param("account", held.id().value())
        .param("signIn", signIn.id().value())
        .param("purpose", purpose.key())
        .param("challenge", challenge)
        .param("number", sealer.seal(number, SealContext.of("app_request.number", id)))
        .param("now", clock.instant())
        .param("until", until)
        .update();
  }

  Optional<AppRequest> find(UUID id) {
    return jdbc.sql(SELECT + "where r.id = :id")
        .param("id", id)
        .query((row, number) -> request(row))
        .optional();
  }

  /** The last request of a sign-in. */
  Optional<AppRequest> newest(SignInId signIn, Purpose purpose) {
    return jdbc.sql(
            SELECT
                + "where r.sign_in_id = :signIn and r.purpose = :purpose order by r.created_at desc, r.id desc limit 1")
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .query((row, number) -> request(row))
        .optional();
  }

  private static final String LIVE_OF_ACCOUNTS =
      SELECT + LIVE + "and r.account_id = any(cast(string_to_array(:accounts, ',') as uuid[]))";

  /** The requests of these accounts that can still be answered: at most one each. */
  List<AppRequest> live(Collection<AccountId> accounts) {
    return jdbc.sql(LIVE_OF_ACCOUNTS)
        .param("now", clock.instant())
        .param(
            "accounts",
            accounts.stream()
                .map(account -> account.value().toString())
                .collect(Collectors.joining(",")))
        .query((row, number) -> request(row))
        .list();
  }

  /**
   * The number of requests since the account's last success.
   *
   * @param known whether to count those of browsers from which the account signed in before, or is
   *     signed in
   */
  int unanswered(AccountId account, boolean known) {
    return jdbc.sql(
            """
            select count(*) from app_request r join sign_in s on s.id = r.sign_in_id
             where r.account_id = :account and r.unanswered
               and (r.purpose <> 'sign-in' or s.known_browser is not null) = :known
            """)
        .param("account", account.value())
        .param("known", known)
        .query(Integer.class)
        .single();
  }

  /** Whether the account has requests that count as unanswered. */
  boolean hasUnanswered(AccountId account) {
    return jdbc.sql(
            "select exists (select from app_request where account_id = :account and unanswered)")
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Resets the count of unanswered requests. */
  void answered(HeldAccount held) {
    jdbc.sql("update app_request set unanswered = false where account_id = :account and unanswered")
        .param("account", held.id().value())
        .update();
  }

  private static final String COUNT_TRY =
      """
      update app_request set tries = tries + 1
       where account_id = :account and id = :id and state = 'open' and expires_at > :now and tries < :most
      returning tries
      """;

  /** Counts a number before it is compared. Empty if no more may be compared. */
  OptionalInt countTry(HeldAccount held, UUID id, int most) {
    return jdbc
        .sql(COUNT_TRY)
        .param("account", held.id().value())
        .param("id", id)
        .param("now", clock.instant())
        .param("most", most)
        .query((row, number) -> row.getInt("tries"))
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private static final String APPROVE =
      """
      update app_request set state = 'approved', device_id = :device, answered_at = :now, expires_at = :until
       where account_id = :account and id = :id and state = 'open' and expires_at > :now
      """;

  /** Marks the request as approved; the requesting page must fetch the approval by that time. */
  boolean approve(HeldAccount held, UUID id, DeviceId device, Instant until) {
    return jdbc.sql(APPROVE)
            .param("device", device.value())
            .param("now", clock.instant())
            .param("until", until)
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  private static final String END =
      """
      update app_request set state = :state, device_id = :device, answered_at = :now
       where account_id = :account and id = :id and state = 'open' and expires_at > :now
      """;

  /** Ends the request without an approval. */
  boolean end(HeldAccount held, UUID id, DeviceId device, AppRequest.State state) {
    return jdbc.sql(END)
            .param("state", state.key())
            .param("device", device.value())
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  private static final String USE =
      """
      update app_request r set state = 'used'
       where r.account_id = :account and r.id = :id and r.state = 'approved' and r.expires_at > :now
         and exists (select 1 from app_device d where d.id = r.device_id and d.removed_at is null)
      """;

  /** Consumes an approval, once, if the phone that gave it is still linked. */
  boolean use(HeldAccount held, UUID id) {
    return jdbc.sql(USE)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  private AppRequest request(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    @Nullable UUID device = row.getObject("device_id", UUID.class);
    return new AppRequest(
        id,
        new AccountId(row.getObject("account_id", UUID.class)),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        row.getString("purpose"),
        row.getString("challenge"),
        number(row.getBytes("number"), id),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        AppRequest.State.of(row.getString("state")),
        row.getString("browser"),
        row.getString("address"),
        device == null ? null : new DeviceId(device));
  }

  /** Empty, which no input matches, if the number's encryption key was retired. */
  private String number(byte[] sealed, UUID id) {
    return sealer.canOpen(sealed)
        ? sealer.open(sealed, SealContext.of("app_request.number", id))
        : "";
  }

  /** Counts phones, and the requests to them since a time. */
  Approvals.Figures figures(Instant since) {
    return jdbc.sql(FIGURES).param("since", since).query((row, number) -> figures(row)).single();
  }

  private static Approvals.Figures figures(ResultSet row) throws SQLException {
    return new Approvals.Figures(
        row.getInt("phones"),
        row.getInt("wakeable"),
        row.getInt("requests"),
        row.getInt("approved"),
        row.getInt("refused"));
  }
}
