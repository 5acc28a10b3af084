package org.sallyport.portal.studies.examination;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccessExamined;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.DatedReason;
import org.sallyport.portal.studies.grants.DatedReasons;
import org.sallyport.portal.studies.grants.ListedReasons;
import org.sallyport.portal.studies.grants.NamedPersons;
import org.sallyport.portal.studies.list.AccountStudies;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudyOrder;
import org.sallyport.portal.studies.list.StudyPosition;
import org.sallyport.portal.studies.list.StudyQuery;
import org.sallyport.portal.studies.list.StudySlice;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells administrators what an account would see and who sees a study, from the same list and the
 * same reasons as the pages of that account. Every look is recorded.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccessExaminer {
  private static final int PAGE_SIZE = 50;

  private final ExaminedStudies studies;
  private final DatedReasons reasons;
  private final NamedPersons named;
  private final AccountStudies list;
  private final ListedReasons listed;
  private final DomainEvents events;
  private final Clock clock;

  /** The studies with this Study Instance UID or accession number: none, one, or some. */
  public List<ExaminedStudy> find(String typed) {
    Optional<ExaminedStudy> byUid = StudyUid.parse(typed).flatMap(studies::find);
    return byUid.isPresent() ? List.of(byUid.get()) : studies.byAccessionNumber(typed);
  }

  /** Who sees a study, and why; empty if the index has no such study. */
  @Transactional
  public Optional<StudyExamination> study(StudyUid uid, Actor by, Origin origin) {
    record(by, null, uid, origin);
    return studies
        .find(uid)
        .map(study -> new StudyExamination(study, texts(reasons.of(uid)), named.of(uid)));
  }

  /** Why an account sees a study, or would have seen it; empty if there is no reason. */
  @Transactional
  public List<ExaminedReason> why(AccountId account, StudyUid uid, Actor by, Origin origin) {
    record(by, account, uid, origin);
    return texts(reasons.of(uid, account));
  }

  /**
   * What an account sees, newest first.
   *
   * @param from where the page begins, as text; the first page for anything else
   */
  @Transactional
  public AccountExamination account(AccountId account, String from, Actor by, Origin origin) {
    record(by, account, null, origin);
    StudySlice slice = list.page(account, query(StudyPosition.parse(from).orElse(null)));
    return new AccountExamination(
        rows(account, slice.studies()),
        slice.more() ? slice.studies().getLast().position().text() : null);
  }

  private List<AccountExamination.Row> rows(AccountId account, List<ListedStudy> studies) {
    Map<StudyUid, List<AccessReason>> why =
        listed.of(account, studies.stream().map(ListedStudy::uid).toList());
    List<AccountExamination.Row> rows = new ArrayList<>();
    for (ListedStudy study : studies) {
      List<AccessReason> its = why.getOrDefault(study.uid(), List.of());
      rows.add(new AccountExamination.Row(shown(study), its.stream().map(ReasonText::of).toList()));
    }
    return rows;
  }

  private StudyQuery query(@Nullable StudyPosition from) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new StudyQuery(
        "", "", "", null, false, StudyOrder.DATE, true, from, false, PAGE_SIZE, today);
  }

  private static ExaminedStudy shown(ListedStudy study) {
    return new ExaminedStudy(
        study.uid(),
        study.date(),
        study.modalities(),
        study.institution(),
        study.accessionNumber());
  }

  private static List<ExaminedReason> texts(List<DatedReason> reasons) {
    return reasons.stream().map(ExaminedReason::of).toList();
  }

  private void record(
      Actor by, @Nullable AccountId account, @Nullable StudyUid study, Origin origin) {
    events.publish(new AccessExamined(by.name(), account, study), origin);
  }
}
