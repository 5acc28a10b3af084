package org.sallyport.platform.audit.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;

/**
 * What to search for. Null means any; an empty list finds nothing.
 *
 * @param person the account concerned
 * @param studies events of any of these studies
 * @param actor who acted
 * @param kinds types of events, see {@link AuditKinds#types}
 * @param from the earliest time, included
 * @param until the latest time, not included
 */
public record AuditCriteria(
    @Nullable AccountId person,
    @Nullable List<StudyUid> studies,
    @Nullable ActingPerson actor,
    @Nullable List<String> kinds,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** Every event. */
  public static final AuditCriteria ALL = new AuditCriteria(null, null, null, null, null, null);

  /** The account of the one who acted; null if there is none. */
  public @Nullable AccountId actorAccount() {
    return actor == null ? null : actor.account();
  }

  /**
   * Somebody who acted.
   *
   * @param name as recorded where they acted on somebody's behalf; not looked for if they have an
   *     account, whose id those events have
   * @param account their own account, in which they acted for themselves too; null if they have
   *     none
   */
  public record ActingPerson(String name, @Nullable AccountId account) {}
}
