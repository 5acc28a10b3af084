package org.sallyport.studies.list;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.sallyport.ids.AccountId;
import org.sallyport.installation.Installation;
import org.sallyport.studies.StudiesProperties;
import org.sallyport.studies.grants.ListedReasons;
import org.springframework.stereotype.Component;

/** Builds the study list from the index. */
@Component
class StudyList {
  private final AccountStudies studies;
  private final ListedReasons reasons;
  private final StudiesProperties properties;
  private final Installation installation;
  private final Clock clock;

  StudyList(
      AccountStudies studies,
      ListedReasons reasons,
      StudiesProperties properties,
      Installation installation,
      Clock clock) {
    this.studies = studies;
    this.reasons = reasons;
    this.properties = properties;
    this.installation = installation;
    this.clock = clock;
  }

  Listing of(AccountId account, ListFilter filter) {
    Instant now = clock.instant();
    StudySlice slice = studies.page(account, filter.query(properties.pageSize(), today()));
    List<ListedStudy> rows = slice.studies();
    boolean backwards = filter.after() == null && filter.before() != null;
    boolean newer = backwards ? slice.more() : filter.after() != null;
    boolean older = backwards || slice.more();
    return new Listing(
        rows,
        reasons.of(account, rows.stream().map(ListedStudy::uid).toList()),
        studies.summary(account),
        newer && !rows.isEmpty() ? rows.getFirst().position() : null,
        older && !rows.isEmpty() ? rows.getLast().position() : null,
        now);
  }

  LocalDate today() {
    return installation.dayOf(clock.instant());
  }
}
