package org.sallyport.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links the recorded events into a chain of keyed hashes, a moment after they are committed, so
 * that a change, a removal or a swap made in the database itself is found with its place. The key
 * is outside the database.
 */
@Component
@EnableConfigurationProperties(AuditProperties.class)
public class AuditChain {
  private static final long ONLY_ONE_LINKS = 0x5a11_9047L;
  private static final int AT_ONCE = 1_000;
  private static final String CONTENT =
      """
      concat_ws('|', id, extract(epoch from at), type, coalesce(account_id::text, '-'), coalesce(sign_in_id::text, '-'),
                address, browser, coalesce(ran_by, '-'), details::text)\
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;

  AuditChain(JdbcClient jdbc, KeyedHash hash) {
    this.jdbc = jdbc;
    this.hash = hash;
  }

  /** A link: its place, what the event holds, and the hash over it and the link before. */
  private record Link(long number, long event, String content, String stored) {}

  /** Links what is new. Several nodes may try; one does. */
  @Scheduled(fixedDelayString = "${sallyport.audit.link-every:5s}")
  @Transactional
  public void link() {
    boolean mine =
        jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
            .param("lock", ONLY_ONE_LINKS)
            .query(Boolean.class)
            .single();
    if (!mine) {
      return;
    }
    Optional<Link> last = last();
    long number = last.map(Link::number).orElse(0L);
    String before = last.map(Link::stored).orElse("");
    List<Link> links = new ArrayList<>();
    for (Link fresh : unlinked()) {
      number++;
      before = hash(number, fresh.content(), before);
      links.add(new Link(number, fresh.event(), fresh.content(), before));
    }
    if (!links.isEmpty()) {
      store(links);
    }
  }

  /** All in one statement: under load this is as much work as recording the events. */
  private void store(List<Link> links) {
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

  /**
   * Checks the whole chain.
   *
   * @return the number of the first link that does not fit: its event was changed, removed or put
   *     elsewhere; empty if all fit
   */
  @Transactional(readOnly = true)
  public Optional<Long> firstBroken() {
    long number = 0;
    String before = "";
    while (true) {
      List<Link> links = after(number);
      if (links.isEmpty()) {
        return Optional.empty();
      }
      for (Link link : links) {
        number++;
        if (link.number() != number || !fits(link, before)) {
          return Optional.of(number);
        }
        before = link.stored();
      }
    }
  }

  private Optional<Link> last() {
    return links("where chain_no is not null order by chain_no desc limit 1", 0).stream()
        .findFirst();
  }

  private List<Link> unlinked() {
    return links("where chain_no is null order by id limit " + AT_ONCE, 0);
  }

  private List<Link> after(long number) {
    return links("where chain_no > :after order by chain_no limit " + AT_ONCE, number);
  }

  private List<Link> links(String which, long after) {
    return jdbc.sql(
            "select id, coalesce(chain_no, 0) as number, coalesce(encode(chain_hash, 'hex'), '') as hash, "
                + CONTENT
                + " as content from audit_event "
                + which)
        .param("after", after)
        .query(
            (row, index) ->
                new Link(
                    row.getLong("number"),
                    row.getLong("id"),
                    row.getString("content"),
                    row.getString("hash")))
        .list();
  }

  /** Links that were made before the key was renewed fit by the key of their time. */
  private boolean fits(Link link, String before) {
    return hash.matches(
        HexFormat.of().parseHex(link.stored()),
        Use.AUDIT_CHAIN,
        Long.toString(link.number()),
        link.content(),
        before);
  }

  private String hash(long number, String content, String before) {
    return HexFormat.of()
        .formatHex(hash.of(Use.AUDIT_CHAIN, Long.toString(number), content, before));
  }
}
