package org.sallyport.portal.studies.list;

import java.util.Locale;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.index.Marks;

/** Writes the statements of the list. Only names of columns and numbers are put in as text. */
final class ListSql {
  private static final String OPENED =
      "left join study_opened o on o.account_id = :account and o.study_uid = i.study_uid";

  private static final String UNOPENED =
      " and not exists (select from study_opened o"
          + " where o.account_id = :account and o.study_uid = i.study_uid)";

  /** Whether the study i.study_uid is the account's. */
  private static final String MINE =
      "(i.study_uid in (select study_uid from shared) or " + KeyStudies.HAS_KEY + ")";

  /**
   * The mark of a key and a modality: the index would otherwise read all studies of the key and all
   * of the modality. Studies without such marks have one that says so.
   */
  private static final String PAIRED =
      String.format(
          Locale.ROOT,
          "lexeme_literal(:paired || mark) || ' | ''%s'' & ' || lexeme_literal(mark)",
          Marks.UNPAIRED);

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
              KeyStudies.walk("true", "desc", StudySummary.MAX_COUNTED + 1),
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
                where %s)
              select %s from mine m join study_index i using (study_uid) %s
              where i.study_uid <> :study and exists (select from mine where study_uid = :study)
              order by i.performed desc, i.study_uid desc limit 100
              """,
              MINE,
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
            , marked as materialized (%1$s),
            mine as materialized (
              select i.study_uid
              from (select * from marked order by performed %2$s, study_uid %2$s offset 0) i
              where %3$s %4$s
              order by i.performed %2$s, i.study_uid %2$s limit %5$d)
            select %6$s from mine join study_index i using (study_uid) %7$s
            order by i.performed %2$s, i.study_uid %2$s
            """,
            marked(query, place(query, "i")),
            direction(query),
            MINE,
            (query.onlyNew() ? UNOPENED : "") + readable(query),
            query.size() + 1,
            ListedRows.COLUMNS,
            OPENED);
  }

  /**
   * The studies that match the search and have a mark of one of the keys, by the search index, and
   * those that are shared and match. A mark suggests a key but does not prove it: whether a study
   * is the account's is checked afterwards, in the order of the page and only until it is full.
   */
  private static String marked(StudyQuery query, String condition) {
    return String.format(
        Locale.ROOT,
        """
        select i.study_uid, i.performed from study_index i
        where i.words @@ (%1$s(select string_agg(%2$s, ' | ')::tsquery from key))
          and i.study_uid not in (select study_uid from shared) and %3$s
        union all
        select i.study_uid, i.performed from shared s join study_index i using (study_uid)
        where %4$s %5$s\
        """,
        query.searchBesideModality().isEmpty() ? "" : "cast(:rest as tsquery) && ",
        query.modality().isEmpty() ? "lexeme_literal(mark)" : PAIRED,
        query.modality().isEmpty() ? condition : condition + " and :modality = any(i.modalities)",
        condition,
        search(query));
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
              where %1$s and %2$s),
            walk as materialized (%3$s)
            select %4$s from walk w join study_index i using (study_uid) %5$s
            order by w.patient_sort %6$s, w.performed %7$s, w.study_uid %7$s
            """,
            query.from() == null ? "false" : "i.study_uid = :uid",
            MINE,
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
            all(query),
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

  /** The account's studies; of those that are searched, only what matches. */
  private static String all(StudyQuery query) {
    return query.search().isEmpty()
        ? KeyStudies.walk("p.performed >= :since", "desc", 0)
        : String.format(
            Locale.ROOT,
            "select i.performed, i.study_uid from (%s) i where %s",
            marked(query, "i.performed >= :since"),
            MINE);
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
    return search(query) + unopenedAndReadable(query);
  }

  /** What the search index does not know: what was opened, and what is withheld. */
  private static String unopenedAndReadable(StudyQuery query) {
    return (query.onlyNew() ? " and o.study_uid is null" : "") + readable(query);
  }

  private static String readable(StudyQuery query) {
    return StudyAccess.isOfReports(query.modality()) ? " and not " + KeyStudies.WITHHELD : "";
  }

  private static String search(StudyQuery query) {
    return query.search().isEmpty() ? "" : "and i.words @@ cast(:search as tsquery) ";
  }
}
