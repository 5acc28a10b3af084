package org.sallyport.gate.account.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Group.Kind;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.groups.Membership;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * The memberships that a file of accounts names. An import makes and ends memberships; it does not
 * confirm them, nor give one back that lapsed.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ImportedGroups {
  private final Groups groups;
  private final GroupChanges changes;

  /**
   * A group as a file names it: a practice, or "department:" before the name of a department.
   *
   * @param name without that word
   */
  public record Named(String name, Kind kind) {
    private static final String DEPARTMENT = "department:";
    private static final int MAX_NAME_LENGTH = 100;

    /** Empty for an empty or overlong name, or one with control characters. */
    public static Optional<Named> parse(String text) {
      boolean department = text.toLowerCase(Locale.ROOT).startsWith(DEPARTMENT);
      String name = (department ? text.substring(DEPARTMENT.length()) : text).strip();
      boolean valid =
          !name.isEmpty()
              && name.length() <= MAX_NAME_LENGTH
              && name.codePoints().noneMatch(Character::isISOControl);
      return valid
          ? Optional.of(new Named(name, department ? Kind.DEPARTMENT : Kind.PRACTICE))
          : Optional.empty();
    }
  }

  /**
   * Makes the account a member of exactly these groups.
   *
   * @param named null leaves the memberships as they are
   */
  void apply(AccountId account, @Nullable List<Named> named, ImportRequest request) {
    if (named == null) {
      return;
    }
    Actor by = new Actor(null, request.by().name(), request.reason());
    Set<Group> wanted = new HashSet<>();
    named.forEach(it -> wanted.add(changes.findOrMake(it.name(), it.kind(), by, request.origin())));
    endOthers(account, wanted, by, request.origin());
    wanted.forEach(group -> changes.add(group, account, by, request.origin()));
  }

  private void endOthers(AccountId account, Set<Group> wanted, Actor by, Origin origin) {
    for (Membership membership : groups.of(account)) {
      if (!wanted.contains(membership.group())) {
        changes.remove(membership.group(), account, by, origin);
      }
    }
  }
}
