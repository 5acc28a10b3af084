package org.sallyport.staff.admin.commands;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was given out and is valid until it is used, ended or runs out. After a restore, the rows do
 * not say what was used or ended since the backup, so all of it ends.
 */
@Component
class GivenOut {
  private static final List<EndedRows> KINDS =
      List.of(
          new EndedRows(
              "sessions and sign-ins under way",
              "update sign_in set state = 'ended', token_hash = null, ended_at = :now,"
                  + " end_reason = 'data restored' where state <> 'ended'"),
          new EndedRows(
              "codes and tokens of applications",
              "update oidc_grant set revoked_at = :now, revoke_reason = 'data restored'"
                  + " where revoked_at is null"),
          new EndedRows("requests of applications", "delete from oidc_request"),
          new EndedRows(
              "sessions at applications",
              "update forward_session set ended_at = :now where ended_at is null"),
          new EndedRows("sign-ins to applications under way", "delete from forward_request"),
          new EndedRows("sign-ins at issuers under way", "delete from federation_request"),
          new EndedRows(
              "keys of programs",
              "update api_key set ended_at = :now where ended_at is null and expires_at > :now"),
          new EndedRows(
              "remembered browsers",
              "update trusted_browser set ended_at = :now, end_reason = 'data restored'"
                  + " where ended_at is null"),
          new EndedRows(
              "codes by e-mail and SMS",
              "update otp_code set voided_at = :now where used_at is null and voided_at is null"),
          new EndedRows("recovery codes", "delete from recovery_code where used_at is null"),
          new EndedRows("activation codes", "delete from activation_code where used_at is null"),
          new EndedRows(
              "mailed links",
              "update mailed_link set voided_at = :now where used_at is null and voided_at is null"),
          new EndedRows("requests for a new password", "delete from password_request"),
          new EndedRows(
              "resets of a second factor",
              "update factor_reset set cancelled_at = :now"
                  + " where completed_at is null and cancelled_at is null"),
          new EndedRows("changes that wait", "delete from delayed_change"),
          new EndedRows(
              "changes under way", "delete from account_change where finished_at is null"),
          new EndedRows(
              "requests on phones",
              "update app_request set state = 'replaced' where state in ('open', 'approved')"),
          new EndedRows(
              "unfinished links of apps", "delete from app_device where linked_at is null"),
          new EndedRows(
              "unfinished authenticator apps",
              "delete from totp_secret where confirmed_at is null"),
          new EndedRows("recovery codes that are shown", "delete from recovery_sheet"),
          new EndedRows("questions to passkeys", "delete from passkey_challenge"),
          new EndedRows(
              "sessions of guests",
              "update share_session set ended_at = :now, token_hash = null where ended_at is null"),
          new EndedRows(
              "codes of guests",
              "update share_code set voided_at = :now where used_at is null and voided_at is null"),
          new EndedRows(
              "links of shares that open a limited number of times",
              "update share_link set opens = max_opens where opens < max_opens"),
          new EndedRows("imports that were not confirmed", "delete from pending_import"),
          new EndedRows(
              "messages that wait, which were sent since then",
              "update outbox set state = 'unknown', ended_at = :now, body = null,"
                  + " failure = 'the data were restored' where ended_at is null"));

  /** Codes of this time step and the two around it may have been used. */
  private static final String STEPS =
      """
      update totp_secret set last_step = greatest(last_step, floor(extract(epoch from cast(:now as timestamptz)) / 30)::bigint + 1)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  GivenOut(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Rows that end.
   *
   * @param statement with {@code :now}
   */
  private record EndedRows(String name, String statement) {}

  /** Ends everything. One line for each kind of which there was any, with the number of rows. */
  List<String> end() {
    List<String> ended = new ArrayList<>();
    for (EndedRows kind : KINDS) {
      int rows = update(kind.statement());
      if (rows > 0) {
        ended.add(rows + " " + kind.name());
      }
    }
    update(STEPS);
    return ended;
  }

  private int update(String statement) {
    return jdbc.sql(statement).param("now", clock.instant()).update();
  }
}
