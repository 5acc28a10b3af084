package org.sallyport.portal.studies;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;

/** What a share session may see, which the module of shares knows. */
public interface GuestAccess {

  /**
   * The reason why the session may see a study at this moment; empty if the session or the share
   * has ended, or if the study does not belong to the share.
   */
  Optional<AccessReason> reason(Guest guest, StudyUid study);

  /** Records that the study was opened. */
  void opened(Guest guest, StudyUid study, Origin origin);

  /** Records that part of the study was retrieved; at most once in half an hour. */
  void fetched(Guest guest, StudyUid study, Origin origin);

  /** Records an event of a report or a download. */
  void note(Guest guest, OfSharer event, Origin origin);

  /** Records that a study was requested which the session may not see, up to a limit. */
  void refused(Guest guest, StudyUid study, Origin origin);

  /** An event of a share, which names its sharer. */
  @FunctionalInterface
  interface OfSharer {
    ShareEvent event(@Nullable AccountId sharer);
  }
}
