package org.sallyport.staff.admin.commands;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What in the database depends on a key of the key file. */
@Component
class KeyHoldings {
  private static final String PUSH_KEY = "app_push_key where " + sealed("private_key");

  /** What ends when the key is retired. */
  private static final List<HeldRows> LOST =
      List.of(
          new HeldRows(
              "passwords, which have to be set anew",
              "account where password_hash like '$sallyport$v=2$k=' || :id || '$%'"),
          new HeldRows(
              "recovery codes", "recovery_code where used_at is null and " + hashed("code_hash")),
          new HeldRows(
              "activation codes",
              "activation_code where used_at is null and expires_at > :now and "
                  + hashed("code_hash")),
          new HeldRows(
              "mailed links",
              "mailed_link where used_at is null and voided_at is null and expires_at > :now and "
                  + hashed("token_hash")),
          new HeldRows(
              "sessions and sign-ins under way",
              "sign_in where state <> 'ended' and last_seen_at > cast(:now as timestamptz) - interval '4 hours' and "
                  + hashed("token_hash")),
          new HeldRows(
              "secrets of applications",
              "oidc_client where "
                  + hashed("secret_hash")
                  + " or "
                  + hashed("previous_secret_hash")),
          new HeldRows(
              "tokens of applications",
              "oidc_token where spent_at is null and expires_at > :now and " + hashed("hash")),
          new HeldRows(
              "keys of programs",
              "api_key where ended_at is null and expires_at > :now and ("
                  + hashed("hash")
                  + " or "
                  + hashed("previous_hash")
                  + ")"),
          new HeldRows("links of shares", "share_link where " + hashed("token_hash")),
          new HeldRows(
              "sessions of shares",
              "share_session where ended_at is null and " + hashed("token_hash")),
          new HeldRows(
              "reference numbers",
              "reference_number where withdrawn_at is null and expires_at > :now and "
                  + hashed("number_hash")),
          new HeldRows(
              "usernames of erased accounts, which can then be given again",
              "erased_username where " + hashed("name_hash")),
          new HeldRows(
              "remembered browsers",
              """
              trusted_browser b where ended_at is null and expires_at > :now and exists
                (select from trusted_browser_token t where t.browser_id = b.id and state <> 'spent' and\s"""
                  + hashed("token_hash")
                  + ")"),
          new HeldRows(
              "pairings that were begun",
              "app_device where linked_at is null and expires_at > :now and " + sealed("secret")));

  /** What is made anew under the key in use. */
  private static final List<HeldRows> KEPT =
      List.of(
          new HeldRows(
              "key for push services: a server with the new key has to start first", PUSH_KEY),
          new HeldRows(
              "links of the audit log's chain, which are rehashed with the current key",
              "audit_event where " + hashed("chain_hash")));

  private final List<HeldRows> resealed;
  private final KeyRing keys;
  private final JdbcClient jdbc;
  private final Clock clock;

  KeyHoldings(List<SealedColumn> sealed, KeyRing keys, JdbcClient jdbc, Clock clock) {
    this.resealed = sealed.stream().map(KeyHoldings::kind).toList();
    this.keys = keys;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Rows of a table.
   *
   * @param rows the table and the condition, with {@code :id} and {@code :prefix} of the key
   */
  private record HeldRows(String name, String rows) {}

  private static HeldRows kind(SealedColumn sealed) {
    return new HeldRows(
        sealed.what() + ", which a server with the new key encrypts anew",
        sealed.table() + " where (" + sealed.condition() + ") and " + sealed(sealed.column()));
  }

  /** One line for each kind that would be lost without the key, with the number of its rows. */
  List<String> lost(String id) {
    return lines(LOST, id);
  }

  /** The same for all that depends on the key. */
  List<String> all(String id) {
    List<String> all = new ArrayList<>(lost(id));
    all.addAll(toBeResealed(id));
    all.addAll(lines(KEPT, id));
    return all;
  }

  /** The same for what {@code ResealJob} has not encrypted with the current key yet. */
  List<String> toBeResealed(String id) {
    return lines(resealed, id);
  }

  /** Whether the key for push services can be read with this key only. */
  boolean hasPushKey(String id) {
    return count(PUSH_KEY, id) > 0;
  }

  private List<String> lines(List<HeldRows> kinds, String id) {
    List<String> lines = new ArrayList<>();
    for (HeldRows kind : kinds) {
      long count = count(kind.rows(), id);
      if (count > 0) {
        lines.add("  " + count + " " + kind.name());
      }
    }
    return lines;
  }

  private long count(String rows, String id) {
    return jdbc.sql("select count(*) from " + rows)
        .param("id", id)
        .param("prefix", keys.prefix(id))
        .param("now", clock.instant())
        .query(Long.class)
        .single();
  }

  private static String hashed(String column) {
    return "substring(" + column + ", 1, 8) = :prefix";
  }

  private static String sealed(String column) {
    return SealedColumn.keyId(column) + " = convert_to(:id, 'UTF8') and " + column + " is not null";
  }
}
