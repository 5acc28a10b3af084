package org.sallyport.gate.selfservice.groups;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.gate.account.groups.Membership;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;

/**
 * A group of the visitor, as text.
 *
 * @param until when the visitor's own membership lapses
 * @param lapsed whether it has
 * @param admin whether the visitor may confirm and remove members
 * @param admins the names of those who can confirm it; empty if nobody in the group can
 * @param members empty if the membership has lapsed
 */
public record GroupView(
    UUID id,
    String name,
    ZonedDateTime until,
    boolean lapsed,
    boolean admin,
    String admins,
    List<MemberView> members) {

  /**
   * A member.
   *
   * @param disabled whether the account is disabled, so that nobody can confirm it
   */
  public record MemberView(
      UUID id,
      String name,
      ZonedDateTime until,
      boolean lapsed,
      boolean admin,
      boolean disabled,
      boolean you) {}

  static GroupView of(
      Membership membership, List<GroupMember> members, AccountId you, Instant now, ZoneId zone) {
    boolean lapsed = membership.hasLapsed(now);
    return new GroupView(
        membership.group().id().value(),
        membership.group().name(),
        membership.until().atZone(zone),
        lapsed,
        membership.admin() && !lapsed,
        admins(members, now),
        lapsed
            ? List.of()
            : members.stream().map(member -> member(member, you, now, zone)).toList());
  }

  private static String admins(List<GroupMember> members, Instant now) {
    return members.stream()
        .filter(member -> !member.locked() && !member.disabled())
        .filter(member -> member.admin() && member.isInForce(now))
        .map(GroupMember::name)
        .collect(Messages.listing());
  }

  private static MemberView member(GroupMember member, AccountId you, Instant now, ZoneId zone) {
    return new MemberView(
        member.account().value(),
        member.name(),
        member.until().atZone(zone),
        !member.isInForce(now),
        member.admin(),
        member.disabled(),
        member.account().equals(you));
  }
}
