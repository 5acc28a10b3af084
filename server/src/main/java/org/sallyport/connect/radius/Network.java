package org.sallyport.connect.radius;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.gate.account.Role;

/**
 * A network that is entered by RADIUS.
 *
 * @param name in the settings
 * @param title in what people read
 * @param roles of which an account needs one; empty for any
 * @param groups of which an account needs one, in small letters; empty for any
 * @param sendGroups whether the answer names them
 */
record Network(String name, String title, Set<Role> roles, Set<String> groups, boolean sendGroups) {

  static Network of(String name, NetworkProperties properties) {
    return new Network(
        name,
        properties.title() == null ? name : properties.title(),
        properties.roles().stream().map(Role::of).collect(Collectors.toUnmodifiableSet()),
        properties.groups().stream().map(Network::key).collect(Collectors.toUnmodifiableSet()),
        properties.sendGroups());
  }

  /**
   * Whether an account may enter.
   *
   * @param of those of the groups in which it is
   */
  boolean admits(Role role, Collection<String> of) {
    return (roles.isEmpty() || roles.contains(role)) && (groups.isEmpty() || !of.isEmpty());
  }

  /** Those of an account's groups that the answer names. */
  List<String> named(Collection<String> of) {
    return sendGroups ? of.stream().sorted().toList() : List.of();
  }

  /** Where the names of its groups are bound. */
  String scope() {
    return "sallyport.radius." + name;
  }

  private static String key(String group) {
    return group.strip().toLowerCase(Locale.ROOT);
  }
}
