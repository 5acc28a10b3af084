package org.sallyport.gate.secondfactor.push.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.gate.secondfactor.approval.ApprovalFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts phones and requests to them. */
@Repository
class PhoneFigures implements ApprovalFigures {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  PhoneFigures(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private static final String FIGURES =
      """
      select p.phones, p.wakeable, r.requests, r.approved, r.refused
      from (select count(*) as phones, count(s.device_id) as wakeable
              from app_device d left join app_subscription s on s.device_id = d.id
             where d.linked_at is not null and d.removed_at is null) p,
           (select count(*) as requests,
                   count(*) filter (where state in ('approved', 'used')) as approved,
                   count(*) filter (where state in ('denied', 'wrong')) as refused
              from app_request where created_at >= :since) r
      """;

  @Override
  public Figures ofLate() {
    return jdbc.sql(FIGURES)
        .param("since", Timestamp.from(clock.instant().minus(LOOKBACK)))
        .query((row, number) -> figures(row))
        .single();
  }

  private static Figures figures(ResultSet row) throws SQLException {
    return new Figures(
        row.getInt("phones"),
        row.getInt("wakeable"),
        row.getInt("requests"),
        row.getInt("approved"),
        row.getInt("refused"));
  }
}
