package org.sallyport.portal.studies.download;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.GuestAccess;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * Records downloads in the audit log: the beginning of long ones, and how each ended. Those of a
 * share session are events of its share. Each counts as opening the study, from its beginning on.
 */
@Component
@RequiredArgsConstructor
class DownloadRecords {
  private static final String ZIP = "ZIP";

  private final Readers readers;
  private final AccessRecords records;
  private final GuestAccess guests;

  /** Records that the study was opened, and that the file is shown if it is not saved. */
  void begun(
      Reader reader,
      StudyAccess studyAccess,
      InstanceUid object,
      SingleFile.Kind kind,
      Origin origin) {
    if (kind.isShown()) {
      readers.shown(reader, studyAccess, object, kind.form(), origin);
    } else {
      readers.fetched(reader, studyAccess, origin);
    }
  }

  /** Records that the download of a whole study begins. */
  void begun(Reader reader, StudyAccess studyAccess, Origin origin) {
    readers.fetched(reader, studyAccess, origin);
    StudyUid study = studyAccess.study().uid();
    switch (reader) {
      case Visitor visitor -> records.note(begun(visitor, study), origin);
      case Guest guest -> guests.note(guest, begun(guest, study), origin);
    }
  }

  private static StudyEvent begun(Visitor visitor, StudyUid study) {
    return new StudyEvent.DownloadBegun(visitor.account(), visitor.signIn(), study, ZIP);
  }

  private static GuestAccess.OfSharer begun(Guest guest, StudyUid study) {
    return sharer ->
        new ShareEvent.DownloadBegun(sharer, guest.share(), guest.address(), study, ZIP);
  }

  void ended(Reader reader, Progress progress, Origin origin) {
    ended(reader, null, ZIP, progress, origin);
  }

  /** Records the end of a file that is saved. */
  void ended(
      Reader reader, InstanceUid object, SingleFile.Kind kind, Progress progress, Origin origin) {
    if (!kind.isShown()) {
      ended(reader, object, kind.form(), progress, origin);
    }
  }

  /**
   * Records the end of a download.
   *
   * @param object null for a whole study
   * @param form the kind of file
   */
  private void ended(
      Reader reader, @Nullable InstanceUid object, String form, Progress progress, Origin origin) {
    switch (reader) {
      case Visitor visitor -> records.note(event(visitor, object, form, progress), origin);
      case Guest guest -> guests.note(guest, event(guest, object, form, progress), origin);
    }
  }

  private static StudyEvent event(
      Visitor visitor, @Nullable InstanceUid object, String form, Progress progress) {
    return new StudyEvent.Downloaded(
        visitor.account(),
        visitor.signIn(),
        progress.study(),
        object,
        form,
        progress.objects(),
        progress.bytes(),
        progress.state().word());
  }

  private static GuestAccess.OfSharer event(
      Guest guest, @Nullable InstanceUid object, String form, Progress progress) {
    return sharer ->
        new ShareEvent.Downloaded(
            sharer,
            guest.share(),
            guest.address(),
            progress.study(),
            object,
            form,
            progress.objects(),
            progress.bytes(),
            progress.state().word());
  }
}
