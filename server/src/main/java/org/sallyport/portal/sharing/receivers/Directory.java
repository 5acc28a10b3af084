package org.sallyport.portal.sharing.receivers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.contact.Email;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.sharing.Receiver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds who can receive a share. Accounts of patients are never found, by name, username or
 * address: whether a person is a patient here is confidential. A patient's address is treated like
 * any other.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Directory {
  /** More matches are not listed; the name must be typed in more detail. */
  public static final int MAX_MATCHES = 10;

  private static final String STAFF = " role in ('physician', 'admin') and disabled_at is null ";

  /** Nobody would see what is shared with a group without members. */
  private static final String INHABITED =
      """
       exists (select from group_member m
        where m.group_id = g.id and m.left_at is null and m.confirmed_until > :now)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * The receivers that a text means: the account with exactly that username; the accounts with
   * exactly that address, or else the address itself; otherwise the colleagues and groups whose
   * name contains words that begin so. At least three letters, and at most {@link #MAX_MATCHES} +
   * 1.
   *
   * @param searcher a patient finds people by name only, so that the pages tell no patient whether
   *     a username or an address is that of an account
   */
  public List<Receiver> find(String typed, Role searcher) {
    String text = typed.strip();
    boolean byAccount = searcher != Role.PATIENT;
    Optional<Receiver> byUsername = byAccount ? byUsername(text) : Optional.empty();
    if (byUsername.isPresent()) {
      return List.of(byUsername.get());
    }
    if (Emails.parse(text) instanceof Email.Address address) {
      return byAccount
          ? byAddress(address.value())
          : List.of(new Receiver.Address(address.value()));
    }
    NameWords words = NameWords.of(text);
    return words.areEnough() ? byName(words.patterns()) : List.of();
  }

  private Optional<Receiver> byUsername(String username) {
    return jdbc.sql("select id, name from account where username_key = :key and" + STAFF)
        .param("key", Usernames.key(username))
        .query((row, number) -> colleague(row))
        .optional();
  }

  /** The accounts with exactly that address, or else the address itself. */
  private List<Receiver> byAddress(String address) {
    List<Receiver> known = byEmail(address);
    return known.isEmpty() ? List.of(new Receiver.Address(address)) : known;
  }

  private List<Receiver> byEmail(String address) {
    return jdbc.sql(
            "select id, name from account where lower(email) = lower(:email) and"
                + STAFF
                + "order by name limit 11")
        .param("email", address)
        .query((row, number) -> colleague(row))
        .list();
  }

  private List<Receiver> byName(String[] words) {
    List<Receiver> found = new ArrayList<>(teams(words));
    found.addAll(colleagues(words));
    return found.subList(0, Math.min(found.size(), MAX_MATCHES + 1));
  }

  private List<Receiver> colleagues(String[] words) {
    return jdbc.sql(
            "select id, name from account where"
                + STAFF
                + "and ' ' || lower(name) like all(:words) order by name, id limit 11")
        .param("words", words)
        .query((row, number) -> colleague(row))
        .list();
  }

  private List<Receiver> teams(String[] words) {
    return jdbc.sql(
            """
            select id, name from care_group g where ' ' || lower(name) like all(:words) and
            """
                + INHABITED
                + "order by name, id limit 11")
        .param("words", words)
        .param("now", clock.instant())
        .query((row, number) -> team(row))
        .list();
  }

  /** The receiver of a form's value; empty if there is none any more. */
  public Optional<Receiver> of(String key) {
    int colon = key.indexOf(':');
    return colon < 1 ? Optional.empty() : of(key.substring(0, colon), key.substring(colon + 1));
  }

  private Optional<Receiver> of(String kind, String value) {
    return switch (kind) {
      case "account" -> uuid(value).flatMap(this::account);
      case "group" -> uuid(value).flatMap(this::group);
      case "address" ->
          Emails.parse(value) instanceof Email.Address address
              ? Optional.of(new Receiver.Address(address.value()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Receiver> account(UUID id) {
    return jdbc.sql("select id, name from account where id = :id and" + STAFF)
        .param("id", id)
        .query((row, number) -> colleague(row))
        .optional();
  }

  private Optional<Receiver> group(UUID id) {
    return jdbc.sql("select id, name from care_group g where id = :id and" + INHABITED)
        .param("id", id)
        .param("now", clock.instant())
        .query((row, number) -> team(row))
        .optional();
  }

  /** The groups that an account belongs to. */
  public List<Receiver> groupsOf(AccountId account, Instant now) {
    return jdbc.sql(
            """
            select g.id, g.name from care_group g join group_member m on m.group_id = g.id
             where m.account_id = :account and m.left_at is null and m.confirmed_until > :now
             order by g.name limit 10
            """)
        .param("account", account.value())
        .param("now", now)
        .query((row, number) -> team(row))
        .list();
  }

  private static Receiver colleague(ResultSet row) throws SQLException {
    return new Receiver.Colleague(
        new AccountId(row.getObject("id", UUID.class)), row.getString("name"));
  }

  private static Receiver team(ResultSet row) throws SQLException {
    return new Receiver.Team(row.getObject("id", UUID.class), row.getString("name"));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
