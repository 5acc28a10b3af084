package org.sallyport.staff.admin.groups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;

/**
 * A member of a group as text.
 *
 * @param who name and username
 * @param until when the membership lapses
 * @param inForce whether it gives access now
 */
public record MemberLine(
    UUID account, String who, boolean admin, boolean disabled, String until, boolean inForce) {

  static MemberLine of(GroupMember member, Instant now, ZoneId zone) {
    DateFormats day = DateFormats.of("common.format.date");
    return new MemberLine(
        member.account().value(),
        Messages.text("staff.access.person", member.name(), member.username()),
        member.admin(),
        member.disabled(),
        day.format(member.until().atZone(zone)),
        member.isInForce(now));
  }
}
