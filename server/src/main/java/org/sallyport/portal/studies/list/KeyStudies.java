package org.sallyport.portal.studies.list;

import java.util.Locale;
import java.util.stream.Collectors;
import org.sallyport.portal.archive.dicom.Modality;

/**
 * SQL for the studies of an account, key by key: the database function study_key lists what an
 * account sees studies by, and study_shared what is shared with it. Each key is read in the order
 * of the list and no further than needed, so that a long list costs no more than a short one.
 * Statements have the parameters account and now.
 */
final class KeyStudies {
  /** The keys of the account, and what is shared with it. */
  static final String KEYS =
      """
      with key as materialized (select * from study_key(:account, :now)),
        shared as materialized (select * from study_shared(:account, :now))\
      """;

  /**
   * Whether the study i.study_uid belongs to one of the keys. A scalar query, so that the database
   * asks the index for each study rather than reading whole tables.
   */
  static final String HAS_KEY =
      """
      (select true from (
          select from study_person p join key k on k.issuer = p.issuer and k.number = p.number
          where k.kind = 'number' and p.study_uid = i.study_uid
          union all
          select from study_person p join key k on k.name = p.name
          where k.kind = 'name' and p.number = '' and p.study_uid = i.study_uid
          union all
          select from study_patient p join key k on k.issuer = p.issuer and k.number = p.number
          where k.kind = 'patient' and p.study_uid = i.study_uid) one limit 1)\
      """;

  /**
   * Whether the account sees the study i.study_uid without its reports: only by shares, none of
   * which has them.
   */
  static final String WITHHELD =
      "(i.study_uid in (select study_uid from shared where not with_report) and "
          + HAS_KEY
          + " is not true)";

  /** The modalities of reports, as a list of SQL. */
  static final String OF_REPORTS =
      Modality.OF_REPORTS.stream().collect(Collectors.joining("', '", "('", "')"));

  private KeyStudies() {}

  /**
   * The account's studies of the keys, as (performed, study_uid), in order.
   *
   * @param condition on p.performed and p.study_uid
   * @param direction asc or desc
   * @param most how many at most; 0 for all
   */
  static String walk(String condition, String direction, int most) {
    return walk(
        "",
        condition,
        String.format(Locale.ROOT, "p.performed %1$s, p.study_uid %1$s", direction),
        most);
  }

  /**
   * The account's studies of the keys, as (patient_sort, performed, study_uid), in the order of the
   * patients' names.
   *
   * @param condition on these columns of p
   * @param direction of the names, asc or desc
   * @param ties direction of the studies of one name
   * @param most how many at most
   */
  static String walkByPatient(String condition, String direction, String ties, int most) {
    String order =
        String.format(
            Locale.ROOT, "p.patient_sort %s, p.performed %2$s, p.study_uid %2$s", direction, ties);
    return walk("p.patient_sort, ", condition, order, most);
  }

  private static String walk(String first, String condition, String order, int most) {
    return String.format(
        Locale.ROOT,
        """
        select distinct %1$sp.performed, p.study_uid from (
          select w.* from key k cross join lateral (
            select distinct %1$sp.performed, p.study_uid from study_person p
            where p.issuer = k.issuer and p.number = k.number and p.number <> '' and %2$s %3$s) w
          where k.kind = 'number'
          union all
          select w.* from key k cross join lateral (
            select distinct %1$sp.performed, p.study_uid from study_person p
            where p.name = k.name and p.number = '' and %2$s %3$s) w
          where k.kind = 'name'
          union all
          select w.* from key k cross join lateral (
            select %1$sp.performed, p.study_uid from study_patient p
            where p.issuer = k.issuer and p.number = k.number and %2$s %3$s) w
          where k.kind = 'patient'
          union all
          (select %1$sp.performed, p.study_uid
            from shared s join study_index p using (study_uid)
            where %2$s %3$s)) p
        %3$s
        """,
        first,
        condition,
        "order by " + order + (most == 0 ? "" : " limit " + most));
  }
}
