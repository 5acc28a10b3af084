package org.sallyport.admin.groups;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.access.Actor;
import org.sallyport.access.Origin;
import org.sallyport.account.groups.Group;
import org.sallyport.account.groups.GroupChanges;
import org.sallyport.account.groups.Groups;
import org.sallyport.admin.gate.StaffActs.Staff;
import org.sallyport.ids.AccountId;
import org.sallyport.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of memberships by an admin of the installation, who needs no membership. A membership
 * gives access, so an admin changes none of their own.
 */
@Component
class GroupActs {
  private final Groups groups;
  private final GroupChanges changes;

  GroupActs(Groups groups, GroupChanges changes) {
    this.groups = groups;
    this.changes = changes;
  }

  /** The acts on a member. */
  enum Act {
    ADD,
    CONFIRM,
    REMOVE,
    MAKE_ADMIN,
    NO_ADMIN;

    /** The last part of the address of its form. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Act> of(String word) {
      return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
  }

  /**
   * Changes a membership.
   *
   * @return why nothing was changed; empty if it was
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<String> act(
      Act act, Group group, AccountId member, Staff staff, String reason, Origin origin) {
    if (member.equals(staff.id())) {
      return Optional.of(Messages.text("staff.not-own"));
    }
    Actor by = new Actor(null, staff.name(), reason);
    boolean changed =
        switch (act) {
          case ADD -> changes.add(group, member, by, origin);
          case CONFIRM -> changes.confirm(group, member, by, origin);
          case REMOVE -> changes.remove(group, member, by, origin);
          case MAKE_ADMIN -> changes.setAdmin(group, member, true, by, origin);
          case NO_ADMIN -> changes.setAdmin(group, member, false, by, origin);
        };
    return changed ? Optional.empty() : Optional.of(Messages.text("staff.groups.is-so"));
  }

  /** The group of that name, made if there is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  Group findOrMake(String name, Group.Kind kind) {
    return groups.findOrMake(name, kind);
  }
}
