package org.sallyport.portal.studies.pages.list;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.studies.StudiesProperties;
import org.sallyport.portal.studies.grants.ListedReasons;
import org.sallyport.portal.studies.list.AccountStudies;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudyPosition;
import org.sallyport.portal.studies.list.StudySlice;
import org.springframework.stereotype.Component;

/** Builds the study list from the index. */
@Component
@RequiredArgsConstructor
class StudyList {
  private final AccountStudies studies;
  private final ListedReasons reasons;
  private final StudiesProperties properties;
  private final Installation installation;
  private final Clock clock;

  Listing of(AccountId account, ListFilter filter) {
    Instant now = clock.instant();
    StudySlice slice = studies.page(account, filter.query(properties.pageSize(), today()));
    List<ListedStudy> rows = slice.studies();
    return new Listing(
        rows,
        reasons.of(account, rows.stream().map(ListedStudy::uid).toList()),
        studies.summary(account),
        newer(slice, filter),
        older(slice, filter),
        now);
  }

  /** The first study of the page, if there are others before it. */
  private static @Nullable StudyPosition newer(StudySlice slice, ListFilter filter) {
    boolean newer = filter.isBackwards() ? slice.more() : filter.after() != null;
    return newer && !slice.studies().isEmpty() ? slice.studies().getFirst().position() : null;
  }

  /** The last study of the page, if there are others after it. */
  private static @Nullable StudyPosition older(StudySlice slice, ListFilter filter) {
    boolean older = filter.isBackwards() || slice.more();
    return older && !slice.studies().isEmpty() ? slice.studies().getLast().position() : null;
  }

  LocalDate today() {
    return installation.dayOf(clock.instant());
  }
}
