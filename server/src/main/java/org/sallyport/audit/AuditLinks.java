package org.sallyport.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.crypto.Use;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The recorded events as links of the chain. */
@Repository
class AuditLinks {
  private static final long ONLY_ONE_LINKS = 0x5a11_9047L;

  private static final String CONTENT =
      """
      concat_ws('|', id, extract(epoch from at), type, coalesce(account_id::text, '-'), coalesce(sign_in_id::text, '-'),
                address, browser, coalesce(ran_by, '-'), details::text)\
      """;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + 2 * KeyedHash.LENGTH + "}");
  private static final String JSON = "(to_jsonb(audit_event) - 'chain_no' - 'chain_hash')::text";

  private final JdbcClient jdbc;
  private final KeyedHash hash;

  AuditLinks(JdbcClient jdbc, KeyedHash hash) {
    this.jdbc = jdbc;
    this.hash = hash;
  }

  /**
   * A link.
   *
   * @param number its place; 0 if it has none yet
   * @param event the event's id
   * @param content what the event holds, as it is hashed
   * @param stored the hash over it and the link before, in hex; empty if it has none yet
   * @param json what the event holds, for reading
   */
  record Link(long number, long event, Instant at, String content, String stored, String json) {
    Link linked(long place, String newHash) {
      return new Link(place, event, at, content, newHash, json);
    }
  }

  /** Whether nobody else links, cuts or makes the chain anew until the transaction ends. */
  boolean isTurn() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ONLY_ONE_LINKS)
        .query(Boolean.class)
        .single();
  }

  /** Waits until nobody else links, cuts or makes the chain anew, and keeps others from it. */
  void takeTurn() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ONLY_ONE_LINKS)
        .query((row, number) -> true)
        .single();
  }

  /** In this transaction a link that has its place may have another hash, and nothing else. */
  void allowNewHashes() {
    jdbc.sql("select set_config('sallyport.links_anew', 'on', true)")
        .query((row, number) -> true)
        .single();
  }

  Optional<Link> last() {
    return links("where chain_no is not null order by chain_no desc limit :most", 0, 1).stream()
        .findFirst();
  }

  /** Those that have no place yet, the oldest first. */
  List<Link> unlinked(int most) {
    return links("where chain_no is null order by id limit :most", 0, most);
  }

  List<Link> after(long number, int most) {
    return links("where chain_no > :after order by chain_no limit :most", number, most);
  }

  /** The first link that should have been cut off; empty as a rule. */
  Optional<Long> firstUpTo(long number) {
    return jdbc.sql(
            "select chain_no from audit_event where chain_no <= :number order by chain_no limit 1")
        .param("number", number)
        .query(Long.class)
        .optional();
  }

  /** All in one statement: under load this is as much work as recording the events. */
  void store(List<Link> links) {
    jdbc.sql(
            """
            update audit_event as e set chain_no = link.number, chain_hash = link.hash
              from unnest(:events, :numbers, :hashes) as link (event, number, hash)
             where e.id = link.event
            """)
        .param("events", links.stream().mapToLong(Link::event).toArray())
        .param("numbers", links.stream().mapToLong(Link::number).toArray())
        .param(
            "hashes",
            links.stream()
                .map(link -> HexFormat.of().parseHex(link.stored()))
                .toArray(byte[][]::new))
        .update();
  }

  /** Links that were made before the key was renewed fit by the key of their time. */
  boolean fits(Link link, String before) {
    return fits(link.number(), link.content(), link.stored(), before);
  }

  /** The same of what was read elsewhere, where a hash may be anything. */
  boolean fits(long number, String content, String stored, String before) {
    return HASH.matcher(stored).matches()
        && hash.matches(
            HexFormat.of().parseHex(stored),
            Use.AUDIT_CHAIN,
            Long.toString(number),
            content,
            before);
  }

  String hash(long number, String content, String before) {
    return HexFormat.of()
        .formatHex(hash.of(Use.AUDIT_CHAIN, Long.toString(number), content, before));
  }

  private List<Link> links(String which, long after, int most) {
    return jdbc.sql(
            "select id, at, coalesce(chain_no, 0) as number, coalesce(encode(chain_hash, 'hex'), '') as hash, "
                + CONTENT
                + " as content, "
                + JSON
                + " as json from audit_event "
                + which)
        .param("after", after)
        .param("most", most)
        .query(
            (row, index) ->
                new Link(
                    row.getLong("number"),
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("content"),
                    row.getString("hash"),
                    row.getString("json")))
        .list();
  }
}
