package org.sallyport.connect.adminapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountNames;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditJson;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AuditSearched;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit log for a program, and records what it asked for, as for an admin. */
@Component
@RequiredArgsConstructor
class AuditReading {
  private final AuditSearch search;
  private final AuditJson json;
  private final AccountNames names;
  private final DomainEvents events;

  /**
   * Events, newest first.
   *
   * @param lines each a JSON object
   * @param next where the next page starts; null if this is the last one
   */
  record Read(List<String> lines, AuditRecord.@Nullable Position next) {}

  /**
   * A page of events.
   *
   * @param words what was asked for, by the names of the parameters
   */
  @Transactional
  Read page(
      AuditCriteria criteria,
      AuditRecord.@Nullable Position before,
      Map<String, String> words,
      KeyHolder holder,
      Origin origin) {
    AuditSearch.Page page = search.search(criteria, before);
    events.publish(
        new AuditSearched(holder.actor().name(), criteria.person(), criteria.actorAccount(), words),
        origin);
    return new Read(lines(page.events()), page.next());
  }

  /** One event; empty if there is none. */
  @Transactional
  Optional<String> event(long id, KeyHolder holder, Origin origin) {
    Optional<AuditRecord> found = search.byId(id);
    found.ifPresent(
        it ->
            events.publish(
                new AuditSearched(
                    holder.actor().name(), null, null, Map.of("event", Long.toString(it.id()))),
                origin));
    return found.map(it -> lines(List.of(it)).getFirst());
  }

  private List<String> lines(List<AuditRecord> found) {
    Map<AccountId, String> usernames =
        names.usernames(
            found.stream()
                .flatMap(event -> Stream.ofNullable(event.account()))
                .collect(Collectors.toSet()));
    return found.stream()
        .map(
            it -> {
              AccountId account = it.account();
              return json.line(it, account == null ? null : usernames.get(account));
            })
        .toList();
  }
}
