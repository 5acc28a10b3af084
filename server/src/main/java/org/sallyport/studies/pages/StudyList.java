package org.sallyport.studies.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.ids.AccountId;
import org.sallyport.installation.Installation;
import org.sallyport.studies.Candidate;
import org.sallyport.studies.Studies;
import org.sallyport.studies.StudiesProperties;
import org.sallyport.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * Builds the study list. The index filters and orders it, so that the archive is queried only for
 * the rows of one page; if the filter or order needs patient data, it is queried for all, in
 * batches.
 */
@Component
class StudyList {
  /** The maximum number of rows on one page. */
  static final int MOST_ROWS = 1000;

  private final Studies studies;
  private final StudiesProperties properties;
  private final Installation installation;
  private final Clock clock;

  StudyList(Studies studies, StudiesProperties properties, Installation installation, Clock clock) {
    this.studies = studies;
    this.properties = properties;
    this.installation = installation;
    this.clock = clock;
  }

  Listing of(AccountId account, ListFilter filter) {
    List<Candidate> all = studies.candidates(account);
    LocalDate today = today();
    List<Candidate> narrowed =
        all.stream()
            .filter(candidate -> filter.admits(candidate, today))
            .sorted(filter.order().ofCandidates(filter.down()))
            .toList();
    if (!filter.needsArchive()) {
      return page(all, filter, narrowed, studies::see);
    }
    Stream<StudyAccess> seen = studies.see(narrowed).stream().filter(filter::admits);
    List<StudyAccess> ordered =
        filter.order() == Order.PATIENT
            ? seen.sorted(Order.byPatient(filter.down())).toList()
            : seen.toList();
    return page(all, filter, ordered, Function.identity());
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), installation.zone());
  }

  private <T> Listing page(
      List<Candidate> all,
      ListFilter filter,
      List<T> matching,
      Function<List<T>, List<StudyAccess>> rows) {
    int size = filter.all() ? MOST_ROWS : properties.pageSize();
    int pages = Math.max(1, (matching.size() + size - 1) / size);
    int page = Math.min(filter.page(), pages);
    int from = (page - 1) * size;
    List<T> some = matching.subList(from, Math.min(matching.size(), from + size));
    return new Listing(
        rows.apply(some),
        from + 1,
        matching.size(),
        all.size(),
        (int) all.stream().filter(Candidate::isNew).count(),
        page,
        pages,
        distinct(all.stream().map(Candidate::modalities).flatMap(Collection::stream)),
        distinct(all.stream().map(Candidate::institution)));
  }

  private static List<String> distinct(Stream<String> values) {
    return values.filter(it -> !it.isEmpty()).distinct().sorted(Comparator.naturalOrder()).toList();
  }
}
