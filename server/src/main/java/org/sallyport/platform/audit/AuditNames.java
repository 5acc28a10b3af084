package org.sallyport.platform.audit;

/**
 * Whose the names in an event are. A username may be given to somebody else later, so the recorder
 * adds the ids of the accounts to the details of an event, where the chain covers them: {@code
 * ids}, by the component with the name. For events that were recorded before that, the table {@code
 * audit_event_name} has what could be found out when the database was upgraded.
 */
public final class AuditNames {
  static final String IDS = "ids";

  /** The account of the one who acted, as text; null of an older event, and if none did. */
  public static final String ACTOR_ID = "details #>> '{ids,by,0}'";

  /** The account of the second one of two who acted. */
  public static final String CONFIRMER_ID = "details #>> '{ids,confirmedBy,0}'";

  private AuditNames() {}
}
