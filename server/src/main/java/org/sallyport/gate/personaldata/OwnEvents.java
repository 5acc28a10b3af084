package org.sallyport.gate.personaldata;

/** The statement for the events of the audit log that an account is the subject or the actor of. */
final class OwnEvents {
  private static final String ACTOR = "coalesce(details ->> 'by', run_by)";
  private static final String SHOWN =
      "coalesce(details #>> '{shown,value}', details #>> '{examined,value}')";
  private static final String NEWEST = " order by at desc, id desc limit :most";

  /**
   * Details are those of events about the account itself: of an act on others, they are about
   * these. Address and browser are the actor's, so they are left out if somebody else acted.
   */
  static final String ALL =
      "select at, type, "
          + ACTOR
          + " as acted_by, case when account_id = :account or "
          + SHOWN
          + " = :id then details - 'actingSignIn' - 'account' - 'signIn' - 'by' end as details,"
          + " case when own then address end as address, case when own then browser end as browser"
          + " from (select *, coalesce("
          + ACTOR
          + ", :key) in (:username, :key) and "
          + SHOWN
          + " is distinct from :id as own from ("
          + branch("account_id = :account")
          + " union "
          + branch(ACTOR + " in (:username, :key)")
          + " union "
          + branch("details ->> 'confirmedBy' in (:username, :key)")
          + " union "
          + branch(SHOWN + " = :id")
          + ") every) found"
          + NEWEST;

  private OwnEvents() {}

  private static String branch(String condition) {
    return "(select * from audit_event where " + condition + NEWEST + ")";
  }
}
