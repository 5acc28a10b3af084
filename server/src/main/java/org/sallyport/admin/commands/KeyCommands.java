package org.sallyport.admin.commands;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.admin.CommandResult;
import org.sallyport.admin.CommandResult.Done;
import org.sallyport.admin.CommandResult.Refused;
import org.sallyport.admin.Operator;
import org.sallyport.audit.AuditChain;
import org.sallyport.crypto.KeyRetirement;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.SystemEvent.KeyRetired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lists what depends on each key of the key file, and retires an older key (rule 42). */
@Component
class KeyCommands {
  /** What depends on a key: a description, and the condition that selects the rows. */
  private static final Map<String, String> KEPT = new LinkedHashMap<>();

  private static final String PUSH_KEY = "app_push_key where " + sealed("private_key");

  static {
    KEPT.put(
        "passwords, which have to be set anew",
        "account where password_hash like '$sallyport$v=2$k=' || :id || '$%'");
    KEPT.put("recovery codes", "recovery_code where used_at is null and " + hashed("code_hash"));
    KEPT.put(
        "activation codes",
        "activation_code where used_at is null and expires_at > :now and " + hashed("code_hash"));
    KEPT.put(
        "mailed links",
        "mailed_link where used_at is null and voided_at is null and expires_at > :now and "
            + hashed("token_hash"));
    KEPT.put(
        "sessions and sign-ins under way",
        "sign_in where state <> 'ended' and last_seen_at > cast(:now as timestamptz) - interval '4 hours' and "
            + hashed("token_hash"));
    KEPT.put("links of shares", "share_link where " + hashed("token_hash"));
    KEPT.put(
        "sessions of shares", "share_session where ended_at is null and " + hashed("token_hash"));
    KEPT.put(
        "reference numbers",
        "reference_number where withdrawn_at is null and expires_at > :now and "
            + hashed("number_hash"));
    KEPT.put(
        "remembered browsers",
        """
        trusted_browser b where ended_at is null and expires_at > :now and exists
          (select from trusted_browser_token t where t.browser_id = b.id and state <> 'spent' and\s"""
            + hashed("token_hash")
            + ")");
    KEPT.put("linked authenticator apps", "totp_secret where " + sealed("secret"));
    KEPT.put("phones that are woken", "app_subscription where " + sealed("subscription"));
    KEPT.put("changes that wait, which are not made", "delayed_change where " + sealed("value"));
    KEPT.put("messages that are not sent yet", "outbox where " + sealed("body"));
    KEPT.put("key for push services: a server with the new key has to start first", PUSH_KEY);
    KEPT.put(
        "links of the audit log's chain, which are made anew under the key in use",
        "audit_event where " + hashed("chain_hash"));
  }

  private final KeyRetirement keys;
  private final JdbcClient jdbc;
  private final AuditChain chain;
  private final DomainEvents events;
  private final Clock clock;

  KeyCommands(
      KeyRetirement keys, JdbcClient jdbc, AuditChain chain, DomainEvents events, Clock clock) {
    this.keys = keys;
    this.jdbc = jdbc;
    this.chain = chain;
    this.events = events;
    this.clock = clock;
  }

  /** Lists each key, and what would become invalid if it were retired. */
  CommandResult list() {
    return new Done(
        keys.ids().stream()
            .map(id -> (isCurrent(id) ? id + ", in use" : id) + ":\n" + ends(id))
            .collect(Collectors.joining("\n")));
  }

  CommandResult retire(String id, String reason) {
    if (isCurrent(id)) {
      return new Refused("account retire-key: " + id + " is in use; put a new key before it first");
    }
    if (!keys.ids().contains(id)) {
      return new Refused("account retire-key: there is no such key, see: account keys");
    }
    if (count(PUSH_KEY, id) > 0) {
      return new Refused(
          "account retire-key: the key for push services is still sealed with "
              + id
              + "; start a server with the new key first");
    }
    return chain
        .linkAnew()
        .<CommandResult>map(
            link ->
                new Refused(
                    String.format(
                        Locale.ROOT,
                        "account retire-key: the chain of events breaks at link %s; what is wrong there could not be seen any more without %s",
                        Long.toString(link),
                        id)))
        .orElseGet(() -> retired(id, reason));
  }

  private CommandResult retired(String id, String reason) {
    String ends = ends(id);
    events.publish(new KeyRetired(id, reason), Operator.origin());
    takeOutAfterCommit(id);
    return new Done(
        String.format(
            Locale.ROOT,
            "The key %s is out of the key file. With the next start of each server these end:%n%s%n"
                + "The chain of audit events was whole, and is made anew under the key in use. Files of events that were"
                + " exported before are verified only by a key file that has %1$s: keep it in a safe if they matter.",
            id,
            ends));
  }

  /**
   * Removes the key after the commit only: if the audit chain could not be recomputed, the key must
   * stay.
   */
  private void takeOutAfterCommit(String id) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            keys.retire(id);
          }
        });
  }

  private boolean isCurrent(String id) {
    return keys.ids().getFirst().equals(id);
  }

  private String ends(String id) {
    List<String> lines =
        KEPT.entrySet().stream()
            .map(kept -> Map.entry(kept.getKey(), count(kept.getValue(), id)))
            .filter(kept -> kept.getValue() > 0)
            .map(kept -> "  " + kept.getValue() + " " + kept.getKey())
            .toList();
    return lines.isEmpty() ? "  nothing stands on it" : String.join("\n", lines);
  }

  private long count(String rows, String id) {
    return jdbc.sql("select count(*) from " + rows)
        .param("id", id)
        .param("prefix", keys.prefix(id))
        .param("now", Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  private static String hashed(String column) {
    return "substring(" + column + ", 1, 8) = :prefix";
  }

  /** An encrypted value begins with the length of its key's id, followed by the id. */
  private static String sealed(String column) {
    return String.format(
        Locale.ROOT,
        "substring(%1$s, 2, get_byte(%1$s, 0)) = convert_to(:id, 'UTF8') and %1$s is not null",
        column);
  }
}
