package org.sallyport.portal.studies.access;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.audit.StudyEvents;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.pages.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at a study, from where, and what was done, from the audit log. */
@Repository
@RequiredArgsConstructor
class AccessLog {
  /** What somebody without an account did with a share. Such an event has the sharer's account. */
  private static final String[] BY_GUESTS = {
    "ShareEvent.Viewed",
    "ShareEvent.ViewRefused",
    "ShareEvent.ReportOpened",
    "ShareEvent.Shown",
    "ShareEvent.DownloadBegun",
    "ShareEvent.Downloaded"
  };

  /** What ended a share or a number if nobody did, as events say it, with the words for it. */
  private static final Map<String, String> CAUSES =
      Map.of(
          "account disabled", "disabled",
          "role changed", "role",
          "reported by the owner", "reported");

  private static final String THROUGH_GROUP = ", group";

  /** Whom a line names. */
  private static final String WHO =
      """
      case when e.type = any(:byGuests) then coalesce(h.email, e.details ->> 'receiver')
        when e.type in ('SystemEvent.AccessExamined', 'StudyEvent.ShareEnded')
          then coalesce(b.name, e.details ->> 'by')
        when e.details ->> 'by' = any(:byNobody)
          and e.type in ('ShareEvent.Withdrawn', 'ShareEvent.ReferenceWithdrawn')
          then :portal
        when e.account_id is null
          and e.type in ('ShareEvent.ReferenceIssued', 'ShareEvent.ReferenceWithdrawn')
          then e.details ->> 'by'
        when a.id is null and e.account_id is not null then :erased
        else coalesce(a.name, e.details ->> 'email') end
      """;

  /**
   * A viewing that was repeated: the audit log has each page that was opened, and readers of this
   * one would see many equal lines.
   */
  private static final String REPEATED =
      """
      type in ('StudyEvent.Opened', 'ShareEvent.Viewed') and exists (
        select from audit_event earlier
         where earlier."""
          + StudyEvents.STUDY
          + """
       = :study and (earlier.at, earlier.id) < (viewed.at, viewed.id)
           and earlier.at >= date_bin(interval '30 min', viewed.at, timestamptz 'epoch')
           and earlier.type = viewed.type and earlier.details = viewed.details
           and earlier.account_id is not distinct from viewed.account_id
           and earlier.sign_in_id is not distinct from viewed.sign_in_id
           and earlier.address = viewed.address)
      """;

  private final JdbcClient jdbc;
  private final Places places;
  private final Installation installation;

  /**
   * Lines of the log, newest first. The order of events of the study begins with the study, as its
   * index does: with "=" PostgreSQL may read the whole log from its end where there are few.
   *
   * @param before only lines with lower numbers; null for the newest
   */
  List<LogRow> of(StudyUid study, @Nullable Long before, int most) {
    String older =
        before == null ? "" : "and (at, id) < (select at, id from audit_event where id = :before)";
    return jdbc.sql(
            String.format(
                Locale.ROOT,
                """
                select e.id, e.at, e.type, e.address, e.browser, e.details ->> 'why' as why,
                  coalesce(b.name, e.details ->> 'by') as by, e.details ->> 'receiver' as receiver,
                  e.details ->> 'form' as form, e.details #>> array['marks', :study] as marks,
                  %4$s as who, e.type = any(:byGuests) and h.email is not null as by_guest
                from (
                  (select * from audit_event viewed
                    where %2$s between :study and :study %1$s
                      and not (%5$s)
                    order by %2$s desc, at desc, id desc limit :most)
                  union all
                  (select * from %3$s listing where true %1$s
                    order by at desc, id desc limit :most)
                ) e
                left join account a on a.id = e.account_id
                left join audit_event_name n on n.event_id = e.id and n.component = 'by'
                left join account b
                  on b.id::text = coalesce(e.details #>> '{ids,by,0}', n.account_id::text)
                left join share h on h.id = cast(e.details #>> '{share,value}' as uuid)
                order by e.at desc, e.id desc limit :most
                """,
                older,
                StudyEvents.STUDY,
                StudyEvents.listing(":study"),
                WHO,
                REPEATED))
        .param("study", study.value())
        .param("byGuests", BY_GUESTS)
        .param("byNobody", CAUSES.keySet().toArray(String[]::new))
        .param("portal", Messages.text("studies.log.portal"))
        .param("erased", Messages.text("studies.log.erased"))
        .param("before", before)
        .param("most", most)
        .query((row, number) -> row(row))
        .list();
  }

  private LogRow row(ResultSet row) throws SQLException {
    return new LogRow(
        row.getLong("id"),
        instant(row, "at").atZone(installation.zone()),
        who(row.getString("who"), row.getBoolean("by_guest")),
        action(row),
        places.show(row.getString("address")),
        BrowserText.of(row.getString("browser")));
  }

  /** A guest's address is masked, as events have it of shares that were deleted. */
  private static String who(@Nullable String who, boolean byGuest) {
    if (who == null) {
      return Messages.text("studies.log.nobody");
    }
    return byGuest ? Emails.mask(who) : Words.text(Actor.forOwner(who), "");
  }

  private static String action(ResultSet row) throws SQLException {
    @Nullable String by = row.getString("by");
    String grantedBy = by == null ? "" : Words.text(Actor.forOwner(by), "");
    return switch (row.getString("type")) {
      case "StudyEvent.Opened" -> opened(words(row, "why"));
      case "StudyEvent.Refused", "ShareEvent.ViewRefused" -> Messages.text("studies.log.refused");
      case "StudyEvent.ReportOpened", "ShareEvent.ReportOpened" ->
          Messages.text("studies.log.report-opened");
      case "StudyEvent.ReportPrinted" -> Messages.text("studies.log.report-printed");
      case "StudyEvent.DownloadBegun", "ShareEvent.DownloadBegun" ->
          Messages.text("studies.log.download-begun");
      case "StudyEvent.Downloaded", "ShareEvent.Downloaded" ->
          Messages.text("studies.log.downloaded");
      case "StudyEvent.Shown", "ShareEvent.Shown" ->
          Messages.text("studies.log.shown." + row.getString("form"));
      case "StudyEvent.Published" -> Messages.text("studies.log.published");
      case "StudyEvent.NotPublished" -> Messages.text("studies.log.not-published");
      case "StudyEvent.Copied" -> Messages.text("studies.log.copied", grantedBy);
      case "StudyEvent.CopyEnded" -> Messages.text("studies.log.copy-ended", grantedBy);
      case "StudyEvent.AccessWithdrawn" -> Messages.text("studies.log.withdrew");
      case "StudyEvent.ShareEnded" -> Messages.text("studies.log.share-ended");
      case "ShareEvent.Withdrawn" ->
          cause(by)
              .map(why -> Messages.text("studies.log.ended", why))
              .orElseGet(() -> Messages.text("studies.log.withdrew"));
      case "ShareEvent.ReferenceWithdrawn" ->
          cause(by)
              .map(why -> Messages.text("studies.log.reference-ended", why))
              .orElseGet(() -> Messages.text("studies.log.reference-withdrawn"));
      case "ShareEvent.Extended" -> Messages.text("studies.log.extended");
      case "ShareEvent.Shared" -> shared(row);
      case "SystemEvent.AccessExamined" -> Messages.text("studies.log.examined");
      case "ShareEvent.Viewed" -> Messages.text("studies.log.opened-by-link");
      case "ShareEvent.ReferenceIssued" -> Messages.text("studies.log.reference-issued");
      case "ShareEvent.ReferenceUsed" -> Messages.text("studies.log.reference-used");
      default -> Messages.text("studies.log.other");
    };
  }

  /** With the reason, as {@code AccessReason.word()} stored it. */
  private static String opened(String why) {
    boolean throughGroup = why.endsWith(THROUGH_GROUP);
    String kind = throughGroup ? why.substring(0, why.length() - THROUGH_GROUP.length()) : why;
    String words = Messages.textOr("studies.log.why." + kind.replace(' ', '-'), kind);
    return Messages.text(
        throughGroup ? "studies.log.opened-through-group" : "studies.log.opened", words);
  }

  private static String shared(ResultSet row) throws SQLException {
    @Nullable String marks = row.getString("marks");
    return marks == null
        ? Messages.text("studies.log.shared", words(row, "receiver"))
        : Messages.text(
            "studies.log.shared-with-marks", words(row, "receiver"), Integer.parseInt(marks));
  }

  /** Why a share or a number ended, if nobody withdrew it. */
  private static Optional<String> cause(@Nullable String by) {
    return Optional.ofNullable(by)
        .map(CAUSES::get)
        .map(cause -> Messages.text("studies.log.cause." + cause));
  }

  private static String words(ResultSet row, String column) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? "" : Words.text(text, "");
  }
}
