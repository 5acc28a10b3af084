package org.sallyport.studies.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Actor;
import org.sallyport.geoip.Places;
import org.sallyport.ids.StudyUid;
import org.sallyport.installation.Installation;
import org.sallyport.messages.Messages;
import org.sallyport.studies.pages.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at a study, from where, and what was done, from the audit log. */
@Repository
class AccessLog {
  private final JdbcClient jdbc;
  private final Places places;
  private final Installation installation;

  AccessLog(JdbcClient jdbc, Places places, Installation installation) {
    this.jdbc = jdbc;
    this.places = places;
    this.installation = installation;
  }

  /**
   * Lines of the log, newest first.
   *
   * @param before only lines with lower numbers; null for the newest
   */
  List<LogRow> of(StudyUid study, @Nullable Long before, int most) {
    return jdbc.sql(
            """
            select e.id, e.at, e.type, e.address, e.browser, e.details ->> 'why' as why,
              e.details ->> 'by' as by, coalesce(a.name, e.details ->> 'email') as who
            from audit_event e left join account a on a.id = e.account_id
            where e.details #>> '{study,value}' = :study and e.id < :before
            order by e.id desc limit :most
            """)
        .param("study", study.value())
        .param("before", before == null ? Long.MAX_VALUE : before)
        .param("most", most)
        .query((row, number) -> row(row))
        .list();
  }

  private LogRow row(ResultSet row) throws SQLException {
    @Nullable String who = row.getString("who");
    return new LogRow(
        row.getLong("id"),
        row.getTimestamp("at").toInstant().atZone(installation.zone()),
        who == null ? Messages.text("studies.log.nobody") : Words.text(who, ""),
        action(row.getString("type"), row.getString("why"), row.getString("by")),
        places.show(row.getString("address")),
        row.getString("browser"));
  }

  /** Events of other modules are named by their type. */
  private static String action(String type, @Nullable String why, @Nullable String by) {
    String name = by == null ? "" : Words.text(Actor.forOwner(by), "");
    return switch (type) {
      case "StudyEvent.Opened" ->
          Messages.text("studies.log.opened", why == null ? "" : Words.text(why, ""));
      case "StudyEvent.Refused" -> Messages.text("studies.log.refused");
      case "StudyEvent.Shared" -> Messages.text("studies.log.shared", name);
      case "StudyEvent.ShareWithdrawn" -> Messages.text("studies.log.share-withdrawn", name);
      case "StudyEvent.Copied" -> Messages.text("studies.log.copied", name);
      case "StudyEvent.CopyEnded" -> Messages.text("studies.log.copy-ended", name);
      case "StudyEvent.AccessWithdrawn" -> Messages.text("studies.log.withdrew");
      default -> words(type.substring(type.indexOf('.') + 1));
    };
  }

  /** For example "Report printed" from "ReportPrinted". */
  private static String words(String name) {
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}
