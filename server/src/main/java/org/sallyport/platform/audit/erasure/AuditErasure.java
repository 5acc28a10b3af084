package org.sallyport.platform.audit.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.AuditLinks;
import org.sallyport.platform.audit.Commitments;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces what the audit log says about the owner of an erased account. The chain stays as it is:
 * each link is over a commitment, which the event keeps, and the salt without which nobody can try
 * what the event said is deleted.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditErasure {
  private final AuditChain chain;
  private final AuditLinks links;
  private final Commitments commitments;
  private final JdbcClient jdbc;
  private final JsonMapper json;

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
      Set<String> older,
      String address,
      String browser,
      String details,
      String content,
      @Nullable String commitment) {}

  /**
   * The events of the account, and those that have its id beside a name, or had if they were
   * recorded today. Without an index: an erasure is rare, and may take the time of reading the log
   * once.
   */
  private static final String FIND =
      "select id, chain_no, type, account_id is not distinct from :account as own, sign_in_id is"
          + " not null as in_session, array(select n.component from audit_event_name n where"
          + " n.event_id = id and n.account_id = :account) as older, address, browser,"
          + " details::text as details, "
          + AuditLinks.CONTENT
          + " as content, encode(commitment, 'hex') as commitment from audit_event where account_id"
          + " = :account or (details -> 'ids')::text like :mentioned or id in (select n.event_id"
          + " from audit_event_name n where n.account_id = :account) order by id";

  private static final String REPLACE =
      "update audit_event set address = :address, browser = :browser, details ="
          + " :details::jsonb, salt = null, commitment = :commitment, new_seal = '' where id = :id"
          + " returning "
          + AuditLinks.CONTENT;

  /**
   * Replaces what the events that are bound to the account by its id say about its owner. Called
   * before the row of the account is deleted.
   *
   * @param names of the account, as components of events have them
   * @param texts names, addresses and numbers that are replaced in the reason of such an event
   * @param pseudonym what stands there afterwards
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Result erase(AccountId account, Set<String> names, Set<String> texts, String pseudonym) {
    links.takeTurn();
    chain.linkAll();
    ErasedTexts erased = new ErasedTexts(account, names, texts, pseudonym);
    List<Event> events = find(account);
    allow("on");
    int changed = events.stream().mapToInt(event -> replace(event, erased)).sum();
    allow("off");
    return new Result(changed, erased::in);
  }

  private List<Event> find(AccountId account) {
    return jdbc.sql(FIND)
        .param("account", account.value())
        .param("mentioned", "%" + account + "%")
        .query((row, index) -> event(row))
        .list();
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("id"),
        row.getLong("chain_no"),
        row.getString("type"),
        row.getBoolean("own"),
        row.getBoolean("in_session"),
        Set.of((String[]) row.getArray("older").getArray()),
        row.getString("address"),
        row.getString("browser"),
        row.getString("details"),
        row.getString("content"),
        row.getString("commitment"));
  }

  private int replace(Event event, ErasedTexts erased) {
    JsonNode before = json.readTree(event.details());
    boolean acted = isActor(event, before, erased);
    String details = json.writeValueAsString(erased.details(before, event.own(), event.older()));
    String commitment =
        event.commitment() == null ? Commitments.of(event.content()) : event.commitment();
    String content =
        jdbc.sql(REPLACE)
            .param("id", event.id())
            .param("address", acted ? ErasedTexts.NOTHING : event.address())
            .param("browser", acted ? ErasedTexts.NOTHING : event.browser())
            .param("details", details)
            .param("commitment", HexFormat.of().parseHex(commitment))
            .query(String.class)
            .single();
    return jdbc.sql("update audit_event set new_seal = :seal where id = :id")
        .param("id", event.id())
        .param("seal", commitments.seal(commitment, event.number(), content))
        .update();
  }

  /** Whether the address and browser are the owner's: of two who acted, those of the second. */
  private static boolean isActor(Event event, JsonNode details, ErasedTexts erased) {
    if (ErasedTexts.isWithoutActor(details)) {
      return event.own() && isByOwner(event);
    }
    String last =
        details.hasNonNull(ErasedTexts.CONFIRMED_BY) ? ErasedTexts.CONFIRMED_BY : ErasedTexts.BY;
    return erased.isNamed(details, last, event.older());
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
