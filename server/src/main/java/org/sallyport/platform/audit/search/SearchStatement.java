package org.sallyport.platform.audit.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.AuditNames;
import org.sallyport.platform.audit.StudyEvents;
import org.sallyport.platform.ids.StudyUid;

/**
 * The statement of a search: for each way to find events by an index a branch that reads no more
 * than a page in the order of that index, or all events that list a study; the page is the newest
 * of all branches. So its cost does not depend on the size of the log. It contains fixed text and
 * numbers only.
 *
 * <p>Bounds and order of a branch begin with the column of its index, for example {@code (type, at)
 * < ('LockEvent.Locked', :until) order by type desc, at desc, id desc}, so that no other index has
 * that order. With {@code type = …} PostgreSQL may read the log from its end until it finds enough
 * events, and so the whole log where there are few.
 */
final class SearchStatement {
  private static final String ACTOR = "coalesce(details ->> 'by', run_by)";

  /** The account that someone looked at, as the events of that name it. */
  private static final String SHOWN =
      "coalesce(details #>> '{shown,value}', details #>> '{examined,value}')";

  private static final String NEWEST_FIRST = " order by at desc, id desc limit ";

  private final AuditCriteria criteria;
  private final int most;
  private final AuditRecord.@Nullable Position before;
  private final Map<String, Object> parameters = new HashMap<>();
  private final String filters;

  /**
   * @param before only older events than at this place; null for the newest
   */
  SearchStatement(AuditCriteria criteria, AuditRecord.@Nullable Position before, int most) {
    this.criteria = criteria;
    this.before = before;
    this.most = most;
    this.filters = filters();
    addTimes();
  }

  String sql() {
    return branches().stream()
        .map(branch -> "(" + branch + ")")
        .collect(
            Collectors.joining(
                " union all ", "select " + AuditSearch.COLUMNS + " from (", ") e" + newest()));
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private List<String> branches() {
    if (criteria.studies() != null) {
      return ofStudies(criteria.studies());
    }
    if (criteria.actor() != null) {
      return ofActor(criteria.actor());
    }
    if (criteria.person() == null && criteria.kinds() != null) {
      return List.of(forEach("kind", "kinds", branch("type", "kind")));
    }
    if (criteria.person() != null) {
      parameters.put("shown", criteria.person().toString());
      return List.of(branch("account_id", ":person"), branch(SHOWN, ":shown"));
    }
    return List.of("select * from audit_event where " + times() + newest());
  }

  private List<String> ofStudies(List<StudyUid> studies) {
    parameters.put("studies", studies.stream().map(StudyUid::value).toArray(String[]::new));
    return List.of(
        forEach("study", "studies", branch(StudyEvents.STUDY, "study")),
        forEach("study", "studies", listing()));
  }

  /** The newest events that list a study among others. */
  private String listing() {
    return String.format(
        Locale.ROOT,
        "select * from %s listing where %s%s%s",
        StudyEvents.listing("study"),
        times(),
        filters,
        newest());
  }

  /** What they did on somebody's behalf, what they confirmed, and what they did for themselves. */
  private List<String> ofActor(AuditCriteria.ActingPerson actor) {
    if (actor.account() == null) {
      parameters.put("actor", actor.name());
      return List.of(branch(ACTOR, ":actor"), branch("details ->> 'confirmedBy'", ":actor"));
    }
    parameters.put("actorAccount", actor.account().value());
    parameters.put("actorId", actor.account().toString());
    return List.of(
        branch(AuditNames.ACTOR_ID, ":actorId"),
        branch(AuditNames.CONFIRMER_ID, ":actorId"),
        beforeIds(),
        branch("account_id", ":actorAccount", " and " + ACTOR + " is null"));
  }

  /**
   * What they did before events had ids, as was found out then. "Offset 0" keeps PostgreSQL from
   * reading the log from its end instead.
   */
  private String beforeIds() {
    return String.format(
        Locale.ROOT,
        """
        select * from (select * from audit_event where id in (select n.event_id from audit_event_name n
          where n.account_id = :actorAccount and n.component in ('by', 'confirmedBy')) offset 0) older
         where %s%s%s\
        """,
        times(),
        filters,
        newest());
  }

  private String branch(String key, String value) {
    return branch(key, value, "");
  }

  /**
   * The newest events with a value.
   *
   * @param key the first column of an index whose other columns are the time and the id
   * @param more conditions, each after "and"
   */
  private String branch(String key, String value, String more) {
    return String.format(
        Locale.ROOT,
        "select * from audit_event where %1$s is not null and %2$s and %3$s%4$s%5$s order by %1$s desc, at desc, id desc limit %6$d",
        key,
        lowerBound(key, value),
        upperBound(key, value),
        more,
        filters,
        most);
  }

  private String lowerBound(String key, String value) {
    return criteria.from() == null
        ? key + " >= " + value
        : String.format(Locale.ROOT, "(%s, at) >= (%s, :from)", key, value);
  }

  /** The position at which a page continues is already before the latest time. */
  private String upperBound(String key, String value) {
    if (before != null) {
      return String.format(Locale.ROOT, "(%s, at, id) < (%s, :beforeAt, :beforeId)", key, value);
    }
    return criteria.until() == null
        ? key + " <= " + value
        : String.format(Locale.ROOT, "(%s, at) < (%s, :until)", key, value);
  }

  /** One branch for each value of an array. */
  private String forEach(String name, String array, String branch) {
    return String.format(
        Locale.ROOT,
        "select found.* from unnest(:%s) as each (%s) cross join lateral (%s) found",
        array,
        name,
        branch);
  }

  /** The conditions that no index serves. */
  private String filters() {
    StringBuilder text = new StringBuilder();
    if (criteria.person() != null) {
      parameters.put("person", criteria.person().value());
      text.append(isByPerson() ? "" : " and account_id = :person");
    }
    if (criteria.kinds() != null) {
      parameters.put("kinds", criteria.kinds().toArray(String[]::new));
      text.append(isByKind() ? "" : " and type = any(:kinds)");
    }
    return text.toString();
  }

  private void addTimes() {
    if (criteria.from() != null) {
      parameters.put("from", criteria.from());
    }
    if (criteria.until() != null) {
      parameters.put("until", criteria.until());
    }
    if (before != null) {
      parameters.put("beforeAt", before.at());
      parameters.put("beforeId", before.id());
    }
  }

  /** The times as a condition, where a branch has no key. */
  private String times() {
    StringBuilder text = new StringBuilder("true");
    text.append(criteria.from() == null ? "" : " and at >= :from");
    text.append(criteria.until() == null ? "" : " and at < :until");
    text.append(before == null ? "" : " and (at, id) < (:beforeAt, :beforeId)");
    return text.toString();
  }

  private boolean isByPerson() {
    return criteria.studies() == null && criteria.actor() == null && criteria.person() != null;
  }

  private boolean isByKind() {
    return criteria.studies() == null && criteria.actor() == null && criteria.person() == null;
  }

  private String newest() {
    return NEWEST_FIRST + Integer.toString(most);
  }
}
