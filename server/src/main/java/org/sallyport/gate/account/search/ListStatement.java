package org.sallyport.gate.account.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.GroupId;

/** The conditions of a list of accounts, in SQL. */
final class ListStatement {
  /** A sign-in ends sooner than that after its password, whose time is in an index. */
  private static final Duration LONGEST_SIGN_IN = Duration.ofDays(1);

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  ListStatement(AccountCriteria criteria) {
    AccountState state = criteria.state();
    if (state != null) {
      conditions.add(holds(state));
    }
    Role role = criteria.role();
    if (role != null) {
      add("a.role = :role", "role", role.word());
    }
    GroupId group = criteria.group();
    if (group != null) {
      add(
          "a.id in (select account_id from group_member where group_id = :group and left_at is null)",
          "group",
          group.value());
    }
    method(criteria);
    signIns(criteria);
  }

  private void method(AccountCriteria criteria) {
    String method = criteria.method();
    if (AccountCriteria.NO_METHOD.equals(method)) {
      conditions.add("coalesce(a.method, 'none') = 'none' and a.linked_methods = '{}'");
    } else if (method != null) {
      add("(a.method = :method or :method = any(a.linked_methods))", "method", method);
    }
  }

  private void signIns(AccountCriteria criteria) {
    if (criteria.neverSignedIn()) {
      conditions.add("not exists (select from completed_sign_in s where s.account_id = a.id)");
    }
    var since = criteria.idleSince();
    if (since != null) {
      add(
          """
          not exists (select from completed_sign_in s
            where s.account_id = a.id and s.completed_at >= :since and s.password_at >= :before)
          """,
          "since",
          since);
      parameters.put("before", since.minus(LONGEST_SIGN_IN));
    }
  }

  private static String holds(AccountState state) {
    return switch (state) {
      case DISABLED -> "a.disabled_at is not null";
      case LOCKED -> "a.disabled_at is null and a.locked_at is not null";
      case INVITED -> "a.disabled_at is null and a.locked_at is null and not a.activated";
      case OPEN -> "a.disabled_at is null and a.locked_at is null and a.activated";
    };
  }

  void add(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  /** As a {@code where} clause; "true" if everything is wanted. */
  String where() {
    return conditions.isEmpty() ? " where true " : " where " + String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
