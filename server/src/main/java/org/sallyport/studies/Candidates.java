package org.sallyport.studies;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.Physician.Part;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the studies that an account may have access to. */
@Repository
class Candidates {
  private static final String GROUNDS =
      """
      select p.study_uid, 'number' as ground, p.part, p.issuer, p.number, '' as name,
        null::timestamptz as until
      from physician_number n join study_person p on p.issuer = n.issuer and p.number = n.number
      where n.account_id = :account and n.issuer <> '' and n.number <> ''
      union all
      select p.study_uid, 'name', p.part, '', '', p.name, null
      from confirmed_name c join study_person p on p.name = c.name and p.number = ''
      where c.account_id = :account
      union all
      select s.study_uid, 'share', '', '', '', h.shared_by, h.expires_at
      from share h join share_study s on s.share_id = h.id
      where h.account_id = :account and s.withdrawn_at is null and h.valid_from <= :now
        and (h.expires_at is null or h.expires_at > :now)
      """;
  private static final String CANDIDATES =
      String.format(
          Locale.ROOT,
          """
      select g.*, i.study_date, i.study_time, i.modalities, i.institution, o.study_uid is null as is_new
      from (%s) g
      left join study_index i on i.study_uid = g.study_uid
      left join study_opened o on o.study_uid = g.study_uid and o.account_id = :account
      """,
          GROUNDS);

  private final JdbcClient jdbc;
  private final Clock clock;

  Candidates(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Candidate> of(AccountId account) {
    return read(statement(CANDIDATES, account));
  }

  Optional<Candidate> of(AccountId account, StudyUid study) {
    String one = CANDIDATES + "where g.study_uid = :study";
    return read(statement(one, account).param("study", study.value())).stream().findFirst();
  }

  private JdbcClient.StatementSpec statement(String sql, AccountId account) {
    return jdbc.sql(sql)
        .param("account", account.value())
        .param("now", Timestamp.from(clock.instant()));
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
        new StudyUid(row.getString("study_uid")),
        row.getObject("study_date", LocalDate.class),
        row.getObject("study_time", LocalTime.class),
        texts(row.getArray("modalities")),
        institution == null ? "" : institution,
        row.getBoolean("is_new"),
        new ArrayList<>());
  }

  private static AccessGrant ground(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return switch (row.getString("ground")) {
      case "number" ->
          new AccessGrant.ByNumber(part(row), row.getString("issuer"), row.getString("number"));
      case "name" -> new AccessGrant.ByName(part(row), name);
      default -> {
        @Nullable Timestamp until = row.getTimestamp("until");
        yield new AccessGrant.ByShare(name, until == null ? null : until.toInstant());
      }
    };
  }

  private static Part part(ResultSet row) throws SQLException {
    return Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT));
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
