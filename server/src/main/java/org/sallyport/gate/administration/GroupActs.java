package org.sallyport.gate.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of memberships by an admin of the installation, who needs no membership. A membership
 * gives access, so an admin changes none of their own.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GroupActs {
  private final GroupChanges changes;

  /** The acts on a member. */
  public enum Act {
    ADD,
    CONFIRM,
    REMOVE,
    MAKE_ADMIN,
    NO_ADMIN;

    /** The last part of the address of its form. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Act> of(String word) {
      return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
  }

  /**
   * Changes a membership.
   *
   * @param admin who changes it, with their own account
   * @return why nothing was changed; empty if it was
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> act(
      Act act, Group group, AccountId member, Actor admin, String reason, Origin origin) {
    if (member.equals(admin.account())) {
      return Optional.of(Messages.text("staff.not-own"));
    }
    Actor by = new Actor(null, admin.name(), reason);
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

  /**
   * Makes a group with its first member. If that is refused, the caller must roll back, so that no
   * group without members is left.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Made make(
      String name, Group.Kind kind, AccountId member, Actor admin, String reason, Origin origin) {
    return changes
        .make(name, kind, new Actor(null, admin.name(), reason), origin)
        .map(group -> new Made(group.id(), act(Act.ADD, group, member, admin, reason, origin)))
        .orElseGet(() -> new Made(null, Optional.of(Messages.text("staff.groups.exists"))));
  }

  /**
   * The result of making a group.
   *
   * @param group null if there is one of that name
   * @param refusal why nothing is to be stored; empty if the group and its member are there
   */
  public record Made(@Nullable GroupId group, Optional<String> refusal) {}
}
