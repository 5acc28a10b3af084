package org.sallyport.staff.admin.manage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The filters of the list of accounts, as typed. None of them names a person, because they are in
 * the address.
 *
 * @param state the word of a state, or {@link #NEVER}
 * @param role the word of a role
 * @param method a second factor, or "none"
 * @param group the id of a practice or department
 * @param since a day since which there was no sign-in
 */
record AccountListForm(String state, String role, String method, String group, String since) {
  /** In place of a state: accounts that never signed in. */
  static final String NEVER = "never";

  static AccountListForm of(Map<String, String> fields) {
    return new AccountListForm(
        field(fields, "state"),
        field(fields, "role"),
        field(fields, "method"),
        field(fields, "group"),
        field(fields, "since"));
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** The filters that are set, by the names of their fields, in their order. */
  Map<String, String> set() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("state", state);
    set.put("role", role);
    set.put("method", method);
    set.put("group", group);
    set.put("since", since);
    set.values().removeIf(String::isEmpty);
    return set;
  }
}
