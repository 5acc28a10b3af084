package org.sallyport.staff.admin.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.search.AuditRecord;

/** The place of a page in a form: milliseconds and event. */
final class PagePosition {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})_(\\d{1,18})");

  private PagePosition() {}

  /** Empty for the first page, and for anything that is no place. */
  static Optional<AuditRecord.Position> parse(String text) {
    Matcher place = TEXT.matcher(text);
    return place.matches()
        ? Optional.of(
            new AuditRecord.Position(
                Instant.ofEpochMilli(Long.parseLong(place.group(1))),
                Long.parseLong(place.group(2))))
        : Optional.empty();
  }

  static @Nullable String text(AuditRecord.@Nullable Position position) {
    return position == null ? null : position.at().toEpochMilli() + "_" + position.id();
  }
}
