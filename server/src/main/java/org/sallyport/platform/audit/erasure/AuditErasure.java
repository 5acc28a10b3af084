package org.sallyport.platform.audit.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.AuditLinks;
import org.sallyport.platform.audit.Commitments;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces what the audit log says about the owner of an erased account. The chain stays as it is:
 * each link is over a commitment, which the event keeps, and the salt without which nobody can try
 * what the event said is deleted.
 */
@Component
public class AuditErasure {
  private final AuditChain chain;
  private final AuditLinks links;
  private final Commitments commitments;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditErasure(
      AuditChain chain,
      AuditLinks links,
      Commitments commitments,
      JdbcClient jdbc,
      JsonMapper json) {
    this.chain = chain;
    this.links = links;
    this.commitments = commitments;
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What was done.
   *
   * @param events how many were changed
   * @param without replaces the texts in what is recorded from now on, for example a reason
   */
  public record Result(int events, UnaryOperator<String> without) {}

  /** An event before its texts are replaced. */
  private record Event(
      long id,
      long number,
      String type,
      boolean own,
      boolean inSession,
      @Nullable String actor,
      String address,
      String browser,
      @Nullable String runBy,
      String details,
      String content,
      @Nullable String commitment) {}

  /**
   * The events of the account, and all that contain one of the texts. Without an index: an erasure
   * is rare, and may take the time of reading the log once.
   */
  private static final String FIND =
      "select id, chain_no, type, account_id is not distinct from :account as own, sign_in_id is"
          + " not null as in_session, coalesce(details ->> 'by', run_by) as actor, address,"
          + " browser, run_by, details::text as details, "
          + AuditLinks.CONTENT
          + " as content, encode(commitment, 'hex') as commitment from audit_event where account_id"
          + " = :account or lower(concat_ws(' ', run_by, details::text)) like any(:patterns) order"
          + " by id";

  private static final String REPLACE =
      "update audit_event set address = :address, browser = :browser, run_by = :runBy, details ="
          + " :details::jsonb, salt = null, commitment = :commitment, new_seal = '' where id = :id"
          + " returning "
          + AuditLinks.CONTENT;

  /**
   * Replaces the texts.
   *
   * @param usernames of the account, as events name who acted
   * @param texts names, addresses, numbers and hashes of them, wherever they stand in an event
   * @param pseudonym what stands there afterwards
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Result erase(
      AccountId account, List<String> usernames, List<String> texts, String pseudonym) {
    links.takeTurn();
    chain.linkAll();
    ErasedTexts erased = new ErasedTexts(usernames, texts, pseudonym);
    List<Event> events = find(account, erased);
    allow("on");
    int changed = events.stream().mapToInt(event -> replace(event, erased)).sum();
    allow("off");
    return new Result(changed, erased::in);
  }

  private List<Event> find(AccountId account, ErasedTexts erased) {
    return jdbc.sql(FIND)
        .param("account", account.value())
        .param("patterns", patterns(erased.texts()))
        .query((row, index) -> event(row))
        .list();
  }

  private String[] patterns(List<String> texts) {
    return texts.stream()
        .map(text -> json.writeValueAsString(text.toLowerCase(Locale.ROOT)))
        .map(text -> text.substring(1, text.length() - 1))
        .map(text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .toArray(String[]::new);
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("id"),
        row.getLong("chain_no"),
        row.getString("type"),
        row.getBoolean("own"),
        row.getBoolean("in_session"),
        row.getString("actor"),
        row.getString("address"),
        row.getString("browser"),
        row.getString("run_by"),
        row.getString("details"),
        row.getString("content"),
        row.getString("commitment"));
  }

  private int replace(Event event, ErasedTexts erased) {
    boolean acted = erased.acted(event.actor(), event.own() && isByOwner(event));
    String details =
        json.writeValueAsString(erased.details(json.readTree(event.details()), event.own()));
    String runBy = event.runBy() == null ? null : erased.in(event.runBy());
    String commitment =
        event.commitment() == null ? Commitments.of(event.content()) : event.commitment();
    String content =
        jdbc.sql(REPLACE)
            .param("id", event.id())
            .param("address", acted ? ErasedTexts.NOTHING : event.address())
            .param("browser", acted ? ErasedTexts.NOTHING : event.browser())
            .param("runBy", runBy)
            .param("details", details)
            .param("commitment", HexFormat.of().parseHex(commitment))
            .query(String.class)
            .single();
    return jdbc.sql("update audit_event set new_seal = :seal where id = :id")
        .param("id", event.id())
        .param("seal", commitments.seal(commitment, event.number(), content))
        .update();
  }

  /** What guests do with a share is an event of the sharer, outside of a session of theirs. */
  private static boolean isByOwner(Event event) {
    return event.inSession() || !event.type().startsWith("ShareEvent.");
  }

  private void allow(String setting) {
    jdbc.sql("select set_config('sallyport.erasing', :setting, true)")
        .param("setting", setting)
        .query((row, number) -> true)
        .single();
  }
}
