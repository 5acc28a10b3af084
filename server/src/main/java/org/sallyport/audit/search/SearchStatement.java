package org.sallyport.audit.search;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.StudyUid;

/**
 * The statement of a search: for each way to find events by an index a branch that reads no more
 * than a page in the order of that index, or all events that list a study; the page is the newest
 * of all branches. So its cost does not depend on the size of the log. It contains fixed text and
 * numbers only.
 */
final class SearchStatement {
  private static final String ACTOR = "coalesce(details ->> 'by', run_by)";

  /** The account that someone looked at, as the events of that name it. */
  private static final String SHOWN =
      "coalesce(details #>> '{shown,value}', details #>> '{examined,value}')";

  /**
   * The events that list a study. They have no index in the order of the result, so all of a study
   * are sorted. "Offset 0" keeps PostgreSQL from reading the whole log from its end instead, until
   * a page of them is found.
   */
  private static final String LISTED =
      """
      select * from (select * from audit_event
         where details -> 'studies' is not null
           and details -> 'studies' @> jsonb_build_array(jsonb_build_object('value', study)) offset 0) listed
       where true\
      """;

  private static final String NEWEST_FIRST = " order by at desc, id desc limit ";

  private final AuditCriteria criteria;
  private final int most;
  private final Map<String, Object> parameters = new HashMap<>();
  private final String filters;

  /**
   * @param before only older events than at this place; null for the newest
   */
  SearchStatement(AuditCriteria criteria, AuditRecord.@Nullable Position before, int most) {
    this.criteria = criteria;
    this.most = most;
    this.filters = filters(before);
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
      return List.of(forEach("kind", "kinds", branch("type = kind")));
    }
    if (criteria.person() != null) {
      parameters.put("shown", criteria.person().toString());
      return List.of(branch("account_id = :person"), branch(SHOWN + " = :shown"));
    }
    return List.of(branch("true"));
  }

  private List<String> ofStudies(List<StudyUid> studies) {
    parameters.put("studies", studies.stream().map(StudyUid::value).toArray(String[]::new));
    return List.of(
        forEach("study", "studies", branch("details #>> '{study,value}' = study")),
        forEach("study", "studies", LISTED + filters + newest()));
  }

  /** What they did on somebody's behalf, what they confirmed, and what they did for themselves. */
  private List<String> ofActor(AuditCriteria.ActingPerson actor) {
    parameters.put("actor", actor.name());
    List<String> branches = new ArrayList<>();
    branches.add(branch(ACTOR + " = :actor"));
    branches.add(branch("details ->> 'confirmedBy' = :actor"));
    if (actor.account() != null) {
      parameters.put("actorAccount", actor.account().value());
      branches.add(branch("account_id = :actorAccount and " + ACTOR + " is null"));
    }
    return branches;
  }

  private String branch(String condition) {
    return "select * from audit_event where " + condition + filters + newest();
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

  private String filters(AuditRecord.@Nullable Position before) {
    StringBuilder text = new StringBuilder();
    if (criteria.person() != null) {
      parameters.put("person", criteria.person().value());
      text.append(isByPerson() ? "" : " and account_id = :person");
    }
    if (criteria.kinds() != null) {
      parameters.put("kinds", criteria.kinds().toArray(String[]::new));
      text.append(isByKind() ? "" : " and type = any(:kinds)");
    }
    if (criteria.from() != null) {
      parameters.put("from", Timestamp.from(criteria.from()));
      text.append(" and at >= :from");
    }
    if (criteria.until() != null) {
      parameters.put("until", Timestamp.from(criteria.until()));
      text.append(" and at < :until");
    }
    if (before != null) {
      parameters.put("beforeAt", Timestamp.from(before.at()));
      parameters.put("beforeId", before.id());
      text.append(" and (at, id) < (:beforeAt, :beforeId)");
    }
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
