package org.sallyport.studies.list;

import java.util.Locale;
import org.sallyport.studies.StudyAccess;

/** Writes the statements of the list. Only names of columns and numbers are put in as text. */
final class ListSql {
  private static final String OPENED =
      "left join study_opened o on o.account_id = :account and o.study_uid = i.study_uid";

  /** Counts the newest studies of the account. */
  static final String SUMMARY =
      KeyStudies.KEYS
          + String.format(
              Locale.ROOT,
              """
              , newest as materialized (%s),
              known as materialized (
                select i.modalities, i.institution, o.study_uid is null as is_new, %s as withheld
                from newest n join study_index i using (study_uid) %s)
              select count(*) as studies, count(*) filter (where is_new) as unread,
                array(select distinct m from known, unnest(modalities) m
                  where not (withheld and m in %s) order by m) as modalities,
                array(select distinct institution from known where institution <> ''
                  order by institution) as institutions
              from known
              """,
              KeyStudies.walk("true", "desc", StudySummary.MOST + 1),
              KeyStudies.WITHHELD,
              OPENED,
              KeyStudies.OF_REPORTS);

  /** The studies of a patient that the account sees, if it sees one of them. */
  static final String SAME_PATIENT =
      KeyStudies.KEYS
          + String.format(
              Locale.ROOT,
              """
              , patient as materialized (
                select o.study_uid from study_index i join study_index o
                  on o.patient_issuer = i.patient_issuer and o.patient_id = i.patient_id
                where i.study_uid = :study and i.patient_id <> ''
                  and (o.born = i.born or o.born is null or i.born is null)),
              mine as (
                select i.study_uid from patient i
                where %s or i.study_uid in (select study_uid from shared))
              select %s from mine m join study_index i using (study_uid) %s
              where i.study_uid <> :study and exists (select from mine where study_uid = :study)
              order by i.performed desc, i.study_uid desc limit 100
              """,
              KeyStudies.HAS_KEY,
              ListedRows.COLUMNS,
              OPENED);

  /** To sort by modality: without those of reports that the account must not read. */
  static final String MODALITIES =
      String.format(
          Locale.ROOT,
          "array_to_string(case when %s then array(select m from unnest(i.modalities) m"
              + " where m not in %s) else i.modalities end, ' ')",
          KeyStudies.WITHHELD,
          KeyStudies.OF_REPORTS);

  private ListSql() {}

  /**
   * By date: the first studies from the place of the page, and those of them that match. Each row
   * has how many were looked through, and the place of the last of them.
   */
  static String walked(StudyQuery query, int most) {
    String direction = direction(query);
    String opposite = direction.equals("asc") ? "desc" : "asc";
    return KeyStudies.KEYS
        + String.format(
            Locale.ROOT,
            """
            , walk as materialized (%1$s),
            matching as (
              select %2$s from walk w join study_index i using (study_uid) %3$s
              where true %4$s
              order by i.performed %5$s, i.study_uid %5$s limit %6$d)
            select m.*, c.looked, l.performed as last_performed, l.study_uid as last_uid
            from (select count(*) as looked from walk) c
            left join (select performed, study_uid from walk
              order by performed %7$s, study_uid %7$s limit 1) l on true
            left join matching m on true
            order by m.performed %5$s, m.study_uid %5$s
            """,
            KeyStudies.walk(place(query, "p"), direction, most),
            ListedRows.COLUMNS,
            OPENED,
            conditions(query),
            direction,
            query.size() + 1,
            opposite);
  }

  /** By date: the studies that match, by the search index. */
  static String found(StudyQuery query) {
    return KeyStudies.KEYS
        + String.format(
            Locale.ROOT,
            """
            , mine as materialized (
              select i.study_uid from study_index i
              where i.words @@ (%1$s(select string_agg(lexeme_literal(mark), ' | ')::tsquery from key))
                and %2$s and %3$s
              union
              select i.study_uid from shared s join study_index i using (study_uid)
              where %3$s %4$s)
            select %5$s from mine join study_index i using (study_uid) %6$s
            where %7$s
            order by i.performed %8$s, i.study_uid %8$s limit %9$d
            """,
            query.search().isEmpty() ? "" : "cast(:search as tsquery) && ",
            KeyStudies.HAS_KEY,
            place(query, "i"),
            search(query),
            ListedRows.COLUMNS,
            OPENED,
            "true" + seen(query),
            direction(query),
            query.size() + 1);
  }

  /**
   * By patient, without a filter. The place of the page is that of a study of the account, or the
   * page is empty.
   */
  static String byPatient(StudyQuery query) {
    boolean up = query.down() == query.backwards();
    String direction = up ? "asc" : "desc";
    String ties = query.backwards() ? "asc" : "desc";
    return KeyStudies.KEYS
        + String.format(
            Locale.ROOT,
            """
            , place as materialized (
              select i.patient_sort, i.performed, i.study_uid from study_index i
              where %1$s and (%2$s or i.study_uid in (select study_uid from shared))),
            walk as materialized (%3$s)
            select %4$s from walk w join study_index i using (study_uid) %5$s
            order by w.patient_sort %6$s, w.performed %7$s, w.study_uid %7$s
            """,
            query.from() == null ? "false" : "i.study_uid = :uid",
            KeyStudies.HAS_KEY,
            KeyStudies.walkByPatient(
                "p.performed >= :since"
                    + (query.from() == null ? "" : beyondPatient(up, query.backwards())),
                direction,
                ties,
                query.size() + 1),
            ListedRows.COLUMNS,
            OPENED,
            direction,
            ties);
  }

  /** The first comparison is what an index can answer. */
  private static String beyondPatient(boolean up, boolean backwards) {
    return String.format(
        Locale.ROOT,
        """
         and p.patient_sort %1$s= (select patient_sort from place)
        and (p.patient_sort <> (select patient_sort from place)
          or (p.performed, p.study_uid) %2$s (select performed, study_uid from place))\
        """,
        up ? ">" : "<",
        backwards ? ">" : "<");
  }

  /**
   * By another column: all matching studies of the account are sorted. The place of the page is
   * that of one of them, or the page is empty.
   */
  static String sorted(StudyQuery query) {
    boolean up = query.down() == query.backwards();
    String ties = query.backwards() ? "asc" : "desc";
    return KeyStudies.KEYS
        + String.format(
            Locale.ROOT,
            """
            , walk as materialized (%1$s),
            matching as (
              select %2$s, %3$s as sort from walk w join study_index i using (study_uid) %4$s
              where true %5$s),
            place as (
              select %3$s as sort, i.performed, i.study_uid
              from walk w join study_index i using (study_uid) where %6$s)
            select m.* from matching m where %7$s
            order by m.sort %8$s, m.performed %9$s, m.study_uid %9$s limit %10$d
            """,
            KeyStudies.walk("p.performed >= :since", "desc", 0),
            ListedRows.COLUMNS,
            query.order().column(),
            OPENED,
            conditions(query),
            query.from() == null ? "false" : "i.study_uid = :uid",
            query.from() == null ? "true" : beyond(up, query.backwards()),
            up ? "asc" : "desc",
            ties,
            query.size() + 1);
  }

  private static String beyond(boolean up, boolean backwards) {
    return String.format(
        Locale.ROOT,
        """
        exists (select from place f where m.sort %s f.sort or (m.sort = f.sort
          and (m.performed, m.study_uid) %s (f.performed, f.study_uid)))\
        """,
        up ? ">" : "<",
        backwards ? ">" : "<");
  }

  private static String direction(StudyQuery query) {
    return query.down() == query.backwards() ? "asc" : "desc";
  }

  /** Studies from the first day that is wanted, and beyond the place where the page begins. */
  private static String place(StudyQuery query, String table) {
    String since = table + ".performed >= :since";
    if (query.from() == null) {
      return since;
    }
    return String.format(
        Locale.ROOT,
        "%1$s and (%2$s.performed, %2$s.study_uid) %3$s (:at, :uid)",
        since,
        table,
        direction(query).equals("asc") ? ">" : "<");
  }

  private static String conditions(StudyQuery query) {
    return search(query) + seen(query);
  }

  /** What the search index does not know: what was opened, and what is withheld. */
  private static String seen(StudyQuery query) {
    return (query.onlyNew() ? " and o.study_uid is null" : "")
        + (StudyAccess.isOfReports(query.modality()) ? " and not " + KeyStudies.WITHHELD : "");
  }

  private static String search(StudyQuery query) {
    return query.search().isEmpty() ? "" : "and i.words @@ cast(:search as tsquery) ";
  }
}
