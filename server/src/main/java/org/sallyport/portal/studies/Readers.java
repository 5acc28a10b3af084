package org.sallyport.portal.studies;

import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;
import org.springframework.stereotype.Component;

/** Which studies a reader may see, and the records of it, for sessions of accounts and shares. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Readers {
  private final Studies studies;
  private final StudyCache entries;
  private final AccessRecords records;
  private final GuestAccess guests;

  /**
   * The study, if the reader may see it at this moment; empty both if not and if there is no such
   * study.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<StudyAccess> see(Reader reader, StudyUid study) {
    return switch (reader) {
      case Visitor visitor -> studies.see(visitor.account(), study);
      case Guest guest -> guests.reason(guest, study).flatMap(why -> shared(guest, study, why));
    };
  }

  /**
   * The study, if the reader of the request that is being answered may see it and nothing can have
   * changed since that was looked at; empty if it has to be looked at again, and for guests.
   */
  public Optional<StudyAccess> known(Reader reader, StudyUid study) {
    return reader instanceof Visitor visitor
        ? studies.known(visitor.account(), study, visitor.snapshot())
        : Optional.empty();
  }

  /** Asks again if the archive's response has just corrected the index: a share depends on it. */
  private Optional<StudyAccess> shared(Guest guest, StudyUid study, AccessReason why) {
    StudyCache.Answers answers = entries.of(List.of(study));
    Optional<AccessReason> reason =
        answers.changed().isEmpty() ? Optional.of(why) : guests.reason(guest, study);
    return reason.flatMap(
        it ->
            Optional.ofNullable(answers.known().get(study))
                .map(entry -> new StudyAccess(entry, List.of(it), false)));
  }

  /** Records that the study's page was opened. */
  public void opened(Reader reader, StudyAccess studyAccess, Origin origin) {
    switch (reader) {
      case Visitor visitor -> records.opened(visitor, studyAccess, origin);
      case Guest guest -> guests.opened(guest, studyAccess.study().uid(), origin);
    }
  }

  /** Records that part of the study was retrieved. */
  public void fetched(Reader reader, StudyAccess studyAccess, Origin origin) {
    switch (reader) {
      case Visitor visitor -> records.fetched(visitor, studyAccess, origin);
      case Guest guest -> guests.fetched(guest, studyAccess.study().uid(), origin);
    }
  }

  /** Records that a report of the study was opened. */
  public void reportOpened(
      Reader reader, StudyAccess studyAccess, InstanceUid report, Origin origin) {
    StudyUid study = studyAccess.study().uid();
    fetched(reader, studyAccess, origin);
    switch (reader) {
      case Visitor visitor -> records.note(reportOpened(visitor, study, report), origin);
      case Guest guest -> guests.note(guest, reportOpened(guest, study, report), origin);
    }
  }

  private static StudyEvent reportOpened(Visitor visitor, StudyUid study, InstanceUid report) {
    return new StudyEvent.ReportOpened(visitor.account(), visitor.signIn(), study, report);
  }

  private static GuestAccess.OfSharer reportOpened(
      Guest guest, StudyUid study, InstanceUid report) {
    return sharer ->
        new ShareEvent.ReportOpened(sharer, guest.share(), guest.address(), study, report);
  }

  /**
   * Records that a document or video of the study was given to the browser to be shown.
   *
   * @param form as in {@link StudyEvent.Shown}
   */
  public void shown(
      Reader reader, StudyAccess studyAccess, InstanceUid object, String form, Origin origin) {
    StudyUid study = studyAccess.study().uid();
    fetched(reader, studyAccess, origin);
    switch (reader) {
      case Visitor visitor ->
          records.note(
              new StudyEvent.Shown(visitor.account(), visitor.signIn(), study, object, form),
              origin);
      case Guest guest -> guests.note(guest, shown(guest, study, object, form), origin);
    }
  }

  private static GuestAccess.OfSharer shown(
      Guest guest, StudyUid study, InstanceUid object, String form) {
    return sharer ->
        new ShareEvent.Shown(sharer, guest.share(), guest.address(), study, object, form);
  }

  /** Records that a study was requested that the reader may not see, up to a limit. */
  public void refused(Reader reader, StudyUid study, Origin origin) {
    switch (reader) {
      case Visitor visitor -> records.refused(visitor, study, origin);
      case Guest guest -> guests.refused(guest, study, origin);
    }
  }
}
