package org.sallyport.platform.audit.search;

import org.sallyport.platform.audit.AuditNames;

/**
 * The statement for the events of the audit log that an account is the subject or the actor of, by
 * its id: somebody else may have had its username before.
 */
public final class OwnEvents {
  private static final String ACTOR = "coalesce(details ->> 'by', run_by)";
  private static final String SHOWN =
      "coalesce(details #>> '{shown,value}', details #>> '{examined,value}')";
  private static final String NEWEST = " order by at desc, id desc limit :most";
  private static final String NAMED =
      "(select event_id from audit_event_name where account_id = :account and component in ('by',"
          + " 'confirmedBy'))";

  /** What guests do with a share is an event of its sharer, outside of a session of theirs. */
  private static final String OWN =
      "case when details ->> 'confirmedBy' is not null then "
          + AuditNames.CONFIRMER_ID
          + " = :id when coalesce("
          + ACTOR
          + ", "
          + AuditNames.ACTOR_ID
          + ") is null then account_id = :account and (sign_in_id is not null or type not like"
          + " 'ShareEvent.%') else "
          + AuditNames.ACTOR_ID
          + " = :id or id in "
          + NAMED
          + " end";

  /**
   * Details are those of events about the account itself: of an act on others, they are about
   * these. Address and browser are the actor's, so they are left out if somebody else acted.
   */
  public static final String ALL =
      "select at, type, "
          + ACTOR
          + " as acted_by, case when account_id = :account or "
          + SHOWN
          + " = :id then details - 'actingSignIn' - 'account' - 'signIn' - 'by' - 'ids' end as"
          + " details, case when own then address end as address, case when own then browser end as"
          + " browser from (select *, "
          + OWN
          + " as own from ("
          + branch("account_id = :account")
          + " union "
          + branch(AuditNames.ACTOR_ID + " = :id")
          + " union "
          + branch(AuditNames.CONFIRMER_ID + " = :id")
          + " union "
          + branch("id in " + NAMED)
          + " union "
          + branch(SHOWN + " = :id")
          + ") every) found"
          + NEWEST;

  private OwnEvents() {}

  private static String branch(String condition) {
    return "(select * from audit_event where " + condition + NEWEST + ")";
  }
}
