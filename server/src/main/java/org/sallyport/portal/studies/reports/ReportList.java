package org.sallyport.portal.studies.reports;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.studies.ExpiringCaches;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.pages.StudyPart;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The reports of a study, in whichever series they are, for its page. Objects never change, so what
 * was read of one is cached for a while; one that could not be read is read again, because the
 * archive may have been the cause.
 */
@Component
class ReportList implements StudyPart {
  private static final Duration CACHE_TTL = Duration.ofMinutes(10);
  private static final int MAX_CACHED = 5000;
  private static final int MAX_SHOWN = 20;

  /** A report of an older study is not expected any more. */
  private static final Period EXPECTED = Period.ofDays(30);

  private final ReportObjects objects;
  private final ReportReader reader;
  private final ReportProperties properties;
  private final Installation installation;
  private final Clock clock;
  private final Cache<Worded, Optional<Row>> known;

  ReportList(
      ReportObjects objects,
      ReportReader reader,
      ReportProperties properties,
      Installation installation,
      Clock clock) {
    this.objects = objects;
    this.reader = reader;
    this.properties = properties;
    this.installation = installation;
    this.clock = clock;
    this.known = ExpiringCaches.of(clock, CACHE_TTL, MAX_CACHED);
  }

  /**
   * A report.
   *
   * @param made when its content was made; empty if it is not known
   * @param status whether and by whom it is verified; empty if it has no status
   */
  public record Row(String href, String title, String made, String status, boolean warns) {
    /** The row with its address below that of a list of studies. */
    Row below(String studies) {
      return new Row(studies + href, title, made, status, warns);
    }
  }

  /**
   * The view model.
   *
   * @param more how many reports are not listed
   * @param none said of a recent study without one; null if there is one, or none is expected
   */
  public record View(List<Row> rows, int more, @Nullable String none) {}

  @Override
  public void add(Reader reader, StudyAccess studyAccess, List<SeriesEntry> series, Model model) {
    List<ResourcePath> places =
        studyAccess.withReport() ? objects.of(studyAccess.study().uid(), series) : List.of();
    List<Row> rows =
        places.stream()
            .limit(MAX_SHOWN)
            .flatMap(place -> row(place).stream())
            .map(row -> row.below(reader.studies()))
            .toList();
    model.addAttribute(
        "reports", new View(rows, Math.max(0, places.size() - MAX_SHOWN), none(studyAccess, rows)));
  }

  private @Nullable String none(StudyAccess studyAccess, List<Row> rows) {
    LocalDate performed = studyAccess.study().date();
    if (!rows.isEmpty()
        || !studyAccess.withReport()
        || performed == null
        || performed.isBefore(installation.dayOf(clock.instant()).minus(EXPECTED))) {
      return null;
    }
    Duration usual = properties.usuallyWithin();
    return usual == null
        ? Messages.text("report.list.none")
        : Messages.text("report.list.none-usually", DurationText.words(usual));
  }

  /** Rows are texts: those of one reader are not those of another language, or of patients. */
  private record Worded(ResourcePath place, Language language, Audience audience) {}

  private Optional<Row> row(ResourcePath place) {
    Worded worded = new Worded(place, Language.current(), Audience.current());
    Optional<Row> cached = known.getIfPresent(worded);
    if (cached != null) {
      return cached;
    }
    Optional<Report> report = reader.read(place);
    Optional<Row> row = report.map(ReportList::row);
    if (report.filter(Report.Illegible.class::isInstance).isEmpty()) {
      known.put(worded, row);
    }
    return row;
  }

  private static Row row(Report report) {
    ResourcePath place = report.place();
    return new Row(
        "/" + place.study() + "/reports/" + place.instance(),
        ReportView.title(report),
        report.made(),
        ReportView.status(report),
        warns(report));
  }

  private static boolean warns(Report report) {
    return report instanceof Report.Illegible
        || (report instanceof Report.Structured structured
            && !ReportView.warnings(structured).isEmpty());
  }
}
