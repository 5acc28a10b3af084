package org.sallyport.portal.sharing.receivers;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.Receiver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a page says of receivers beside their names, so that nobody shares with a namesake: a
 * colleague's practices and departments, and the number of members of a group.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ReceiverDescriptions {
  private static final String PRACTICES =
      """
      select m.account_id as id, string_agg(g.name, ', ' order by g.name) as words
      from group_member m join care_group g on g.id = m.group_id
      where m.account_id = any(:ids) and m.left_at is null and m.confirmed_until > :now
      group by m.account_id
      """;

  private static final String SIZES =
      """
      select m.group_id as id, count(*)::text as words
      from group_member m join account a on a.id = m.account_id
      where m.group_id = any(:ids) and m.left_at is null and m.confirmed_until > :now
        and a.disabled_at is null and may_be_in_groups(a.role)
      group by m.group_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The description of each receiver. */
  public Map<Receiver, String> of(Collection<Receiver> receivers) {
    Map<UUID, String> practices =
        read(
            PRACTICES,
            receivers.stream()
                .flatMap(
                    it ->
                        it instanceof Receiver.Colleague colleague
                            ? Stream.of(colleague.account().value())
                            : Stream.empty())
                .toList());
    Map<UUID, String> sizes =
        read(
            SIZES,
            receivers.stream()
                .flatMap(
                    it ->
                        it instanceof Receiver.Team team ? Stream.of(team.group()) : Stream.empty())
                .toList());
    Map<Receiver, String> descriptions = new HashMap<>();
    receivers.forEach(it -> descriptions.put(it, describe(it, practices, sizes)));
    return descriptions;
  }

  private static String describe(
      Receiver receiver, Map<UUID, String> practices, Map<UUID, String> sizes) {
    return switch (receiver) {
      case Receiver.Colleague colleague -> {
        String practice = practices.get(colleague.account().value());
        yield practice == null
            ? Messages.text("sharing.kind.account")
            : Messages.text("sharing.kind.account-of", practice);
      }
      case Receiver.Team team ->
          Messages.text(
              "sharing.kind.group-of", Integer.parseInt(sizes.getOrDefault(team.group(), "0")));
      case Receiver.Address address -> Messages.text("sharing.kind.address");
    };
  }

  private Map<UUID, String> read(String sql, List<UUID> ids) {
    Map<UUID, String> words = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql(sql)
          .param("ids", ids.toArray(UUID[]::new))
          .param("now", clock.instant())
          .query(
              row -> {
                words.put(row.getObject("id", UUID.class), row.getString("words"));
              });
    }
    return words;
  }
}
