package org.sallyport.portal.archive;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.DicomDateTimes;

/**
 * The query of a search (QIDO-RS, PS3.18 section 10.6), built from identifiers, dates, numbers and
 * tags only: no user-supplied text is sent to the archive.
 */
final class QidoQuery {
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private final StringBuilder query = new StringBuilder();

  static QidoQuery studies(Collection<StudyUid> uids) {
    String list = uids.stream().map(StudyUid::value).collect(Collectors.joining(","));
    return new QidoQuery().with("StudyInstanceUID", list);
  }

  /**
   * Studies within a range of days, each end open if null; if both are null, all studies, including
   * those without a date.
   */
  static QidoQuery studies(@Nullable LocalDate from, @Nullable LocalDate to) {
    QidoQuery qidoQuery = new QidoQuery();
    return from == null && to == null
        ? qidoQuery
        : qidoQuery.with("StudyDate", text(from) + "-" + text(to));
  }

  /**
   * Instances of these SOP classes.
   *
   * @param sopClasses UIDs; what has another form is left out
   */
  static QidoQuery ofClasses(Collection<String> sopClasses) {
    String list =
        sopClasses.stream().filter(UID.asMatchPredicate()).collect(Collectors.joining(","));
    return new QidoQuery().with("SOPClassUID", list);
  }

  static QidoQuery all() {
    return new QidoQuery();
  }

  QidoQuery asking(List<String> tags) {
    tags.forEach(tag -> with("includefield", tag));
    return this;
  }

  QidoQuery page(int limit, int offset) {
    return with("limit", String.valueOf(limit)).with("offset", String.valueOf(offset));
  }

  /** Adds a parameter; the value must not need encoding. */
  QidoQuery with(String name, String value) {
    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
    return this;
  }

  @Override
  public String toString() {
    return query.toString();
  }

  private static String text(@Nullable LocalDate date) {
    return date == null ? "" : DicomDateTimes.text(date);
  }
}
