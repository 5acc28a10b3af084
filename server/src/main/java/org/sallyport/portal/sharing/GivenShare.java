package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;

/**
 * A share as its sharer sees it.
 *
 * @param marks how many measurements of the sharer are kept with it
 * @param link null unless the receiver is an address
 */
public record GivenShare(
    ShareId id,
    Receiver receiver,
    String message,
    Instant sharedAt,
    Instant from,
    @Nullable Instant until,
    boolean withReport,
    boolean mayShareOn,
    int marks,
    @Nullable Link link,
    List<Part> studies) {

  /**
   * The mailed link.
   *
   * @param mail the mail with it; null if it is not known
   * @param firstOpenedAt when a code was first accepted
   */
  public record Link(
      Instant mailedAt,
      @Nullable MessageId mail,
      @Nullable Instant firstOpenedAt,
      int opens,
      @Nullable Integer maxOpens,
      boolean locked) {}

  /**
   * A study of the share.
   *
   * @param active whether the receiver can see it now, or could but for a beginning in the future
   * @param onward how many times the receiver shared it with others
   */
  public record Part(
      StudyUid study,
      @Nullable Instant openedAt,
      @Nullable Instant withdrawnAt,
      boolean active,
      int onward) {}

  /** Whether any of its studies can still be seen. */
  public boolean isActive() {
    return studies.stream().anyMatch(Part::active);
  }

  /** The mail with its link; empty if there is none. */
  public Optional<MessageId> mail() {
    return Optional.ofNullable(link).map(Link::mail);
  }

  public boolean locked() {
    return link != null && link.locked();
  }
}
