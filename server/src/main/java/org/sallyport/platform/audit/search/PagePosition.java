package org.sallyport.platform.audit.search;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place of a page in a form or an address: milliseconds and event. */
public final class PagePosition {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})_(\\d{1,18})");

  private PagePosition() {}

  /** Empty for the first page, and for anything that is no place. */
  public static Optional<AuditRecord.Position> parse(String text) {
    Matcher place = TEXT.matcher(text);
    return place.matches()
        ? Optional.of(
            new AuditRecord.Position(
                Instant.ofEpochMilli(Long.parseLong(place.group(1))),
                Long.parseLong(place.group(2))))
        : Optional.empty();
  }

  public static @Nullable String text(AuditRecord.@Nullable Position position) {
    return position == null ? null : position.at().toEpochMilli() + "_" + position.id();
  }
}
