package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;

/** Changes of practices, departments and memberships in them. The account is the member's. */
@EventArea(AuditCode.ROLES_CHANGED)
public sealed interface GroupEvent extends DomainEvent {

  /**
   * An account became a member.
   *
   * @param until when the membership lapses unless it is confirmed
   */
  @Notice(kind = NotificationKind.MEMBERSHIP_CHANGED, isWritten = true)
  record Joined(AccountId account, String group, Instant until, String by, @Nullable String reason)
      implements GroupEvent {}

  /** A membership was confirmed until a later time. */
  @Notice(kind = NotificationKind.MEMBERSHIP_CHANGED, isWritten = true)
  record Confirmed(
      AccountId account, String group, Instant until, String by, @Nullable String reason)
      implements GroupEvent {}

  /**
   * A membership ended before it lapsed.
   *
   * @param by the member's own name if they left
   */
  @Notice(kind = NotificationKind.MEMBERSHIP_CHANGED, isWritten = true)
  record Left(AccountId account, String group, String by, @Nullable String reason)
      implements GroupEvent {}

  /** A member may confirm and remove others, or no longer. */
  @Notice(kind = NotificationKind.MEMBERSHIP_CHANGED, isWritten = true)
  record AdminChanged(
      AccountId account, String group, boolean admin, String by, @Nullable String reason)
      implements GroupEvent {}

  /**
   * A group was made.
   *
   * @param kind "practice" or "department"
   */
  record Made(String group, String kind, String by, @Nullable String reason)
      implements GroupEvent {}

  /** A group got another name. */
  record Renamed(String group, String name, String by, @Nullable String reason)
      implements GroupEvent {}

  /** A group without members, with which nothing was shared, was deleted. */
  record Deleted(String group, String by, @Nullable String reason) implements GroupEvent {}

  /**
   * Memberships of a group end soon.
   *
   * @param members their names
   * @param earliest when the first of them ends
   * @param admins whom to notify; empty if the group has no admin who could confirm them. It is not
   *     recorded
   * @param ids of the members, in their order. Recorded beside the names
   * @param last the members who are notified themselves, because this is their last reminder. It is
   *     not recorded
   */
  @Notice(to = Told.OWNER_AND_ADMINS, kind = NotificationKind.MEMBERSHIPS_ENDING, isWritten = true)
  record MembershipsEnding(
      String group,
      List<String> members,
      Instant earliest,
      @JsonIgnore List<AccountId> ids,
      @JsonIgnore List<AccountId> admins,
      @JsonIgnore List<AccountId> last)
      implements GroupEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return Map.of("members", List.copyOf(ids));
    }
  }
}
