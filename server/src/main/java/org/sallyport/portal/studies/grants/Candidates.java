package org.sallyport.portal.studies.grants;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the studies that an account may have access to. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Candidates {
  /** Formatted with a snapshot, and the view study_grant or rows of it. */
  private static final String CANDIDATES =
      """
      select g.*, c.name as group_name, i.study_date, i.study_time, i.modalities, i.institution,
        o.study_uid is null as is_new, %s as snapshot
      from %s g
      left join care_group c on c.id = g.group_id
      left join study_index i on i.study_uid = g.study_uid
      left join study_opened o on o.study_uid = g.study_uid and o.account_id = :account
      """;

  /** Nothing is proved by what a transaction reads that wrote itself, or on a standby. */
  private static final String SNAPSHOT =
      """
      (select pg_current_snapshot()::text
       where pg_current_xact_id_if_assigned() is null and not pg_is_in_recovery())\
      """;

  private static final String OF_ACCOUNT =
      String.format(Locale.ROOT, CANDIDATES, "null", "study_grant")
          + """
          where g.account_id = :account and (g.valid_from is null or g.valid_from <= :now)
            and (g.valid_until is null or g.valid_until > :now)
          """;

  private static final String OF_STUDIES =
      String.format(Locale.ROOT, CANDIDATES, SNAPSHOT, "study_granted(:account, :studies, :now)");

  private final JdbcClient jdbc;
  private final Clock clock;

  public List<Candidate> of(AccountId account) {
    return read(statement(OF_ACCOUNT, account));
  }

  public Optional<Candidate> of(AccountId account, StudyUid study) {
    return of(account, List.of(study)).stream().findFirst();
  }

  public List<Candidate> of(AccountId account, Collection<StudyUid> studies) {
    String[] uids = studies.stream().map(StudyUid::value).toArray(String[]::new);
    return read(statement(OF_STUDIES, account).param("studies", uids));
  }

  /** Whether the account may see any study now. */
  public boolean any(AccountId account) {
    return statement("select exists (" + OF_ACCOUNT + ")", account)
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  private JdbcClient.StatementSpec statement(String sql, AccountId account) {
    return jdbc.sql(sql).param("account", account.value()).param("now", clock.instant());
  }

  /** Merges the rows of each study: there is one for each access grant. */
  private static List<Candidate> read(JdbcClient.StatementSpec statement) {
    Map<StudyUid, Candidate> candidates = new LinkedHashMap<>();
    statement.query(
        row -> {
          Candidate candidate = candidate(row);
          candidates
              .computeIfAbsent(candidate.study(), study -> candidate)
              .grounds()
              .add(ground(row));
        });
    return List.copyOf(candidates.values());
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    @Nullable String institution = row.getString("institution");
    return new Candidate(
        new AccountId(row.getObject("account_id", UUID.class)),
        new StudyUid(row.getString("study_uid")),
        row.getObject("study_date", LocalDate.class),
        row.getObject("study_time", LocalTime.class),
        texts(row.getArray("modalities")),
        institution == null ? "" : institution,
        row.getBoolean("is_new"),
        new ArrayList<>(),
        snapshot(row.getString("snapshot")));
  }

  private static DatabaseSnapshot snapshot(@Nullable String value) {
    return value == null ? DatabaseSnapshot.UNKNOWN : new DatabaseSnapshot(value);
  }

  private static AccessGrant ground(ResultSet row) throws SQLException {
    return new AccessGrant(
        reason(row), row.getString("issuer"), row.getString("number"), row.getString("name"));
  }

  /** The reason of a row of study_grant, joined with the group's name. */
  static AccessReason reason(ResultSet row) throws SQLException {
    @Nullable String grantedBy = row.getString("granted_by");
    return new AccessReason(
        AccessReason.Kind.of(row.getString("reason")),
        row.getInt("rank"),
        grantedBy == null ? "" : grantedBy,
        row.getString("group_name"),
        instantOrNull(row, "valid_from"),
        instantOrNull(row, "valid_until"),
        row.getObject("share_id", UUID.class),
        row.getBoolean("with_report"),
        row.getBoolean("may_share_on"));
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
