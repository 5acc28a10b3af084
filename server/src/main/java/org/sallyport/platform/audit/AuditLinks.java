package org.sallyport.platform.audit;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.erasure.Replaced;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and stores the recorded events as links of the chain. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditLinks {
  private static final long ADVISORY_LOCK = 0x5a11_9047L;

  /**
   * The form in which an event is hashed, as an expression of SQL. It begins with the salt, unless
   * texts of the event were replaced.
   */
  public static final String CONTENT =
      """
      concat_ws('|', salt, id, extract(epoch from at), type, coalesce(account_id::text, '-'), coalesce(sign_in_id::text, '-'),
                address, browser, coalesce(run_by, '-'), details::text)\
      """;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + 2 * KeyedHash.LENGTH + "}");
  private static final String JSON =
      "(to_jsonb(audit_event) - 'chain_no' - 'chain_hash' - 'salt' - 'commitment' -"
          + " 'new_seal')::text";

  private static final String SELECT =
      "select id, at, coalesce(chain_no, 0) as number, coalesce(encode(chain_hash, 'hex'), '') as"
          + " hash, "
          + CONTENT
          + " as content, "
          + JSON
          + " as json, encode(commitment, 'hex') as commitment, encode(new_seal, 'hex') as new_seal"
          + " from audit_event ";

  private static final String STORE =
      """
      update audit_event as e set chain_no = link.number, chain_hash = link.hash
        from unnest(:events, :numbers, :hashes) as link (event, number, hash)
       where e.id = link.event
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Commitments commitments;

  /**
   * A link.
   *
   * @param number its position; 0 if not linked yet
   * @param event the event's id
   * @param content the event's content in the form that is hashed
   * @param stored the hash over the commitment and the previous link, in hex; empty if not linked
   *     yet
   * @param json the event's content, for reading
   * @param replaced null unless texts of the event were replaced
   */
  public record Link(
      long number,
      long event,
      Instant at,
      String content,
      String stored,
      String json,
      @Nullable Replaced replaced) {
    Link linked(long place, String newHash) {
      return new Link(place, event, at, content, newHash, json, replaced);
    }

    /** What the link is over, in hex. */
    String commitment() {
      return replaced == null ? Commitments.of(content) : replaced.commitment();
    }
  }

  /**
   * Takes the advisory lock for linking, cutting and rehashing, held until the transaction ends;
   * false if another transaction has it.
   */
  boolean isTurn() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query(Boolean.class)
        .single();
  }

  /** Waits for the advisory lock for linking, cutting and rehashing. */
  public void takeTurn() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query((row, number) -> true)
        .single();
  }

  /**
   * Allows the hashes of existing links to be updated in this transaction, and nothing else of
   * them.
   */
  void allowNewHashes() {
    jdbc.sql("select set_config('sallyport.rechaining', 'on', true)")
        .query((row, number) -> true)
        .single();
  }

  Optional<Link> last() {
    return links("where chain_no is not null order by chain_no desc limit :most", 0, 1).stream()
        .findFirst();
  }

  /** The events that are not linked yet, oldest first. */
  List<Link> unlinked(int most) {
    return links("where chain_no is null order by id limit :most", 0, most);
  }

  public List<Link> after(long number, int most) {
    return links("where chain_no > :after order by chain_no limit :most", number, most);
  }

  /** The number of the last link; 0 if there is none. */
  long lastNumber() {
    return jdbc.sql("select coalesce(max(chain_no), 0) from audit_event")
        .query(Long.class)
        .single();
  }

  /** The stored hash of a link, in hex; empty if there is no such link. */
  public Optional<String> hashOf(long number) {
    return jdbc.sql("select encode(chain_hash, 'hex') from audit_event where chain_no = :number")
        .param("number", number)
        .query(String.class)
        .optional();
  }

  /** The first link at or below the checkpoint, which should have been deleted; normally empty. */
  Optional<Long> firstUpTo(long number) {
    return jdbc.sql(
            "select chain_no from audit_event where chain_no <= :number order by chain_no limit 1")
        .param("number", number)
        .query(Long.class)
        .optional();
  }

  /** Stores all links in one statement: under load this costs as much as recording the events. */
  void store(List<Link> links) {
    jdbc.sql(STORE)
        .param("events", links.stream().mapToLong(Link::event).toArray())
        .param("numbers", links.stream().mapToLong(Link::number).toArray())
        .param(
            "hashes",
            links.stream()
                .map(link -> HexFormat.of().parseHex(link.stored()))
                .toArray(byte[][]::new))
        .update();
  }

  /** Whether a link matches. Links made before a key rotation are verified with their own key. */
  public boolean fits(Link link, String before) {
    return fits(link.number(), link.content(), link.replaced(), link.stored(), before);
  }

  /** Whether a link read from a file matches; its hash may be malformed. */
  public boolean fits(
      long number, String content, @Nullable Replaced replaced, String stored, String before) {
    if (replaced != null && !commitments.isGenuine(replaced, number, content)) {
      return false;
    }
    String commitment = replaced == null ? Commitments.of(content) : replaced.commitment();
    return HASH.matcher(stored).matches()
        && hash.matches(
            HexFormat.of().parseHex(stored),
            KeyPurpose.AUDIT_CHAIN,
            Long.toString(number),
            commitment,
            before);
  }

  String hash(Link link, long number, String before) {
    return HexFormat.of()
        .formatHex(
            hash.of(KeyPurpose.AUDIT_CHAIN, Long.toString(number), link.commitment(), before));
  }

  /** Seals the replaced contents with the current key, when the chain is rehashed. */
  void sealAnew(List<Link> links) {
    for (Link link : links) {
      Replaced replaced = link.replaced();
      if (replaced != null) {
        jdbc.sql("update audit_event set new_seal = :seal where id = :event")
            .param("seal", commitments.seal(replaced.commitment(), link.number(), link.content()))
            .param("event", link.event())
            .update();
      }
    }
  }

  private List<Link> links(String which, long after, int most) {
    return jdbc.sql(SELECT + which)
        .param("after", after)
        .param("most", most)
        .query((row, index) -> link(row))
        .list();
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getLong("number"),
        row.getLong("id"),
        instant(row, "at"),
        row.getString("content"),
        row.getString("hash"),
        row.getString("json"),
        Replaced.of(row.getString("commitment"), row.getString("new_seal")));
  }
}
