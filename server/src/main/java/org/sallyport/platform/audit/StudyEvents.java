package org.sallyport.platform.audit;

import java.util.Locale;

/** Parts of SQL statements that find the events of a study by their indexes. */
public final class StudyEvents {
  /** The UID of an event of one study; null for others. Its index has the order of time. */
  public static final String STUDY = "details #>> '{study,value}'";

  private StudyEvents() {}

  /**
   * The events that list a study, in place of the table. Their index has no order, so a statement
   * sorts all of them. "Offset 0" keeps PostgreSQL from reading the whole log from its end instead,
   * until enough of them are found.
   *
   * @param study an expression of SQL for the study's UID
   */
  public static String listing(String study) {
    return String.format(
        Locale.ROOT,
        """
        (select * from audit_event
          where details -> 'studies' is not null
            and details -> 'studies' @> jsonb_build_array(jsonb_build_object('value', %s))
         offset 0)\
        """,
        study);
  }
}
