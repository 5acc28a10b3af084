package org.sallyport.portal.sharing.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.SharingProperties;

/**
 * The days from which and until which a share can last.
 *
 * @param latest the last moment: the maximum of the policy, or the end of the sharer's own access
 */
record Period(ZoneId zone, Instant now, Instant latest, LocalDate standard) {

  static Period of(List<Sharable> studies, SharingProperties properties, ZoneId zone, Clock clock) {
    Instant now = clock.instant();
    Instant latest = earliest(now.plus(properties.max()), studies);
    LocalDate standard = LocalDate.ofInstant(now.plus(properties.standard()), zone);
    Period period = new Period(zone, now, latest, standard);
    LocalDate last = period.lastDay();
    return standard.isAfter(last) ? new Period(zone, now, latest, last) : period;
  }

  /** The maximum of the policy, or the end of the sharer's own access if that is earlier. */
  private static Instant earliest(Instant max, List<Sharable> studies) {
    return Stream.concat(
            Stream.of(max), studies.stream().map(Sharable::until).filter(Objects::nonNull))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  long secondsUntil(Instant at) {
    return at.getEpochSecond() - now.getEpochSecond();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  /** The day on which the last moment is; one that ends at midnight is the day before. */
  LocalDate lastDay() {
    return LocalDate.ofInstant(latest.minusMillis(1), zone);
  }

  /** The beginning: at once if it is today; empty for a day in the past or no day. */
  Optional<Instant> from(String typed) {
    return day(typed)
        .filter(day -> !day.isBefore(today()))
        .map(day -> day.equals(today()) ? now : day.atStartOfDay(zone).toInstant());
  }

  /** The end of a day; empty if it is before the beginning, too late, or no day. */
  Optional<Instant> until(String typed, Instant from) {
    return day(typed)
        .filter(day -> !day.isAfter(lastDay()))
        .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
        .map(end -> end.isAfter(latest) ? latest : end)
        .filter(end -> end.isAfter(from));
  }

  private static Optional<LocalDate> day(@Nullable String typed) {
    return typed == null ? Optional.empty() : TypedDates.day(typed.strip());
  }
}
