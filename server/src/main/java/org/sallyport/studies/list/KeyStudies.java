package org.sallyport.studies.list;

import java.util.Locale;

/**
 * SQL for the studies of an account, key by key: the database function study_key lists what an
 * account sees studies by, and study_shared what is shared with it. Each key is read in the order
 * of the list and no further than needed, so that a long list costs no more than a short one.
 * Statements have the parameters account and now.
 */
final class KeyStudies {
  /** The keys of the account. */
  static final String KEYS = "with key as materialized (select * from study_key(:account, :now))";

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

  private KeyStudies() {}

  /**
   * The account's studies of the keys, as (performed, study_uid), in order.
   *
   * @param condition on p.performed and p.study_uid
   * @param direction asc or desc
   * @param most how many at most; 0 for all
   */
  static String walk(String condition, String direction, int most) {
    String end =
        String.format(
            Locale.ROOT,
            "order by p.performed %1$s, p.study_uid %1$s%2$s",
            direction,
            most == 0 ? "" : " limit " + most);
    return String.format(
        Locale.ROOT,
        """
        select distinct p.performed, p.study_uid from (
          select w.* from key k cross join lateral (
            select distinct p.performed, p.study_uid from study_person p
            where p.issuer = k.issuer and p.number = k.number and p.number <> '' and %1$s %2$s) w
          where k.kind = 'number'
          union all
          select w.* from key k cross join lateral (
            select distinct p.performed, p.study_uid from study_person p
            where p.name = k.name and p.number = '' and %1$s %2$s) w
          where k.kind = 'name'
          union all
          select w.* from key k cross join lateral (
            select p.performed, p.study_uid from study_patient p
            where p.issuer = k.issuer and p.number = k.number and %1$s %2$s) w
          where k.kind = 'patient'
          union all
          (select p.performed, p.study_uid
            from study_shared(:account, :now) s join study_index p using (study_uid)
            where %1$s %2$s)) p
        %2$s
        """,
        condition,
        end);
  }
}
