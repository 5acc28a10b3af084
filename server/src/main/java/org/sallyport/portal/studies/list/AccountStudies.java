package org.sallyport.portal.studies.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Marks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the list of an account from the index; the archive is not asked. By date, the newest
 * studies are looked through first; only if they do not fill the page, the search index finds the
 * others.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountStudies {
  /** How many of the account's studies are looked through before the search index is used. */
  private static final int SCAN_SIZE = 250;

  /** If at least this many of them match, looking further is quicker than the search index. */
  private static final int MIN_MATCHES_TO_CONTINUE = 16;

  /** The estimate of how many more must be looked through is multiplied by this, to be safe. */
  private static final double SAFETY_FACTOR = 1.3;

  /**
   * In another order than that of dates, each page is planned for its own account. From the sixth
   * execution on, PostgreSQL would otherwise use one plan for all, which reads every study of an
   * account with very many.
   */
  private static final String PLAN_EACH = "set local plan_cache_mode = force_custom_plan";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final TransactionTemplate transaction;

  /** The page of the list. */
  public StudySlice page(AccountId account, StudyQuery query) {
    if (query.order() != StudyOrder.DATE) {
      return slice(planned(account, query), query);
    }
    return query.narrows()
        ? matching(account, query)
        : slice(walk(account, query, query.size() + 1).studies(), query);
  }

  private StudySlice matching(AccountId account, StudyQuery query) {
    Walked walked = walk(account, query, SCAN_SIZE);
    if (walked.isEnough(query, SCAN_SIZE)) {
      return slice(walked.studies(), query);
    }
    StudyPosition last = walked.last();
    return walked.studies().size() >= MIN_MATCHES_TO_CONTINUE && last != null
        ? further(account, query, walked, last)
        : found(account, query);
  }

  /** Looks through more studies after the last of those that did not fill the page. */
  private StudySlice further(
      AccountId account, StudyQuery query, Walked walked, StudyPosition last) {
    int missing = query.size() + 1 - walked.studies().size();
    int more = (int) (SCAN_SIZE * SAFETY_FACTOR * missing / walked.studies().size());
    Walked further = walk(account, query.from(last), more);
    List<ListedStudy> both = new ArrayList<>(walked.studies());
    both.addAll(further.studies());
    return both.size() > query.size() || further.looked() < more
        ? slice(both, query)
        : found(account, query);
  }

  private List<ListedStudy> planned(AccountId account, StudyQuery query) {
    boolean byPatient = query.order() == StudyOrder.PATIENT && !query.narrows();
    String sql = byPatient ? ListSql.byPatient(query) : ListSql.sorted(query);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql(PLAN_EACH).update();
              return read(sql, account, query);
            }));
  }

  private StudySlice found(AccountId account, StudyQuery query) {
    return slice(read(ListSql.found(query), account, query), query);
  }

  /** The account's other studies of the same patient, newest first. */
  public List<ListedStudy> ofSamePatient(AccountId account, StudyUid study) {
    return jdbc.sql(ListSql.SAME_PATIENT)
        .param("account", account.value())
        .param("study", study.value())
        .param("now", clock.instant())
        .query((row, number) -> ListedRows.of(row))
        .list();
  }

  /** Counts the newest studies, and what the filters offer. */
  public StudySummary summary(AccountId account) {
    return jdbc.sql(ListSql.SUMMARY)
        .param("account", account.value())
        .param("now", clock.instant())
        .query((row, number) -> summary(row))
        .single();
  }

  private static StudySummary summary(ResultSet row) throws SQLException {
    return new StudySummary(
        row.getInt("studies"),
        row.getInt("unread"),
        ListedRows.texts(row.getArray("modalities")),
        ListedRows.texts(row.getArray("institutions")));
  }

  /**
   * Some of the account's studies, and how many were looked through.
   *
   * @param last the place of the last that was looked at; null if there was none
   */
  private record Walked(List<ListedStudy> studies, int looked, @Nullable StudyPosition last) {
    boolean isEnough(StudyQuery query, int most) {
      return studies.size() > query.size() || looked < most;
    }
  }

  private Walked walk(AccountId account, StudyQuery query, int most) {
    List<ListedStudy> studies = new ArrayList<>();
    AtomicReference<Walked> walked = new AtomicReference<>();
    statement(ListSql.walked(query, most), account, query)
        .query(
            row -> {
              walked.set(new Walked(studies, row.getInt("looked"), last(row)));
              if (row.getString("study_uid") != null) {
                studies.add(ListedRows.of(row));
              }
            });
    return walked.get();
  }

  private static @Nullable StudyPosition last(ResultSet row) throws SQLException {
    String uid = row.getString("last_uid");
    return uid == null
        ? null
        : new StudyPosition(
            row.getObject("last_performed", LocalDateTime.class), new StudyUid(uid));
  }

  private List<ListedStudy> read(String sql, AccountId account, StudyQuery query) {
    return statement(sql, account, query).query((row, number) -> ListedRows.of(row)).list();
  }

  private JdbcClient.StatementSpec statement(String sql, AccountId account, StudyQuery query) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql)
            .param("account", account.value())
            .param("now", clock.instant())
            .param("search", query.search())
            .param("rest", query.searchBesideModality())
            .param("modality", query.modality())
            .param("paired", Marks.pairedWith(query.modality()))
            .param("since", since(query));
    StudyPosition from = query.from();
    return from == null
        ? statement
        : statement.param("at", from.performed()).param("uid", from.study().value());
  }

  private static LocalDateTime since(StudyQuery query) {
    return query.since() == null ? LocalDateTime.MIN : query.since().atStartOfDay();
  }

  private static StudySlice slice(List<ListedStudy> read, StudyQuery query) {
    boolean more = read.size() > query.size();
    List<ListedStudy> page = new ArrayList<>(more ? read.subList(0, query.size()) : read);
    if (query.backwards()) {
      Collections.reverse(page);
    }
    return new StudySlice(List.copyOf(page), more);
  }
}
