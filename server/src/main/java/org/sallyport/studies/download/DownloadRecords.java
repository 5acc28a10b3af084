package org.sallyport.studies.download;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.events.StudyEvent;
import org.sallyport.ids.InstanceUid;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.AccessRecords;
import org.springframework.stereotype.Component;

/** Records downloads in the audit log: the beginning of long ones, and how each ended. */
@Component
class DownloadRecords {
  private static final String ZIP = "ZIP";

  private final AccessRecords records;

  DownloadRecords(AccessRecords records) {
    this.records = records;
  }

  void begun(Visitor visitor, StudyUid study, Origin origin) {
    records.note(
        new StudyEvent.DownloadBegun(visitor.account(), visitor.signIn(), study, ZIP), origin);
  }

  void ended(Visitor visitor, Progress progress, Origin origin) {
    ended(visitor, null, ZIP, progress, origin);
  }

  /**
   * Records the end of a download.
   *
   * @param object null for a whole study
   * @param form the kind of file
   */
  void ended(
      Visitor visitor,
      @Nullable InstanceUid object,
      String form,
      Progress progress,
      Origin origin) {
    records.note(
        new StudyEvent.Downloaded(
            visitor.account(),
            visitor.signIn(),
            progress.study(),
            object,
            form,
            progress.objects(),
            progress.bytes(),
            progress.state().word()),
        origin);
  }
}
