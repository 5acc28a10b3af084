package org.sallyport.staff.admin.manage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.AccountState;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** What the list of accounts can be filtered by, and the filters as criteria. */
@Component
@RequiredArgsConstructor
class AccountListCheck {
  private final Groups groups;
  private final FactorNames factors;
  private final Installation installation;

  /**
   * Filters that were checked.
   *
   * @param problems what is wrong, by field; empty if nothing is
   */
  record Checked(AccountCriteria criteria, Map<String, String> problems) {
    boolean isRight() {
      return problems.isEmpty();
    }
  }

  Checked check(AccountListForm form) {
    Map<String, String> problems = new LinkedHashMap<>();
    choices()
        .forEach(
            (field, options) -> {
              if (!options.containsKey(form.set().getOrDefault(field, ""))) {
                problems.put(field, Messages.text("staff.list.unknown"));
              }
            });
    @Nullable Instant since = since(form.since(), problems);
    return new Checked(problems.isEmpty() ? criteria(form, since) : AccountCriteria.ALL, problems);
  }

  private static AccountCriteria criteria(AccountListForm form, @Nullable Instant since) {
    return new AccountCriteria(
        Arrays.stream(AccountState.values())
            .filter(state -> state.word().equals(form.state()))
            .findAny()
            .orElse(null),
        form.role().isEmpty() ? null : Role.of(form.role()),
        form.method().isEmpty() ? null : form.method(),
        form.group().isEmpty() ? null : new GroupId(UUID.fromString(form.group())),
        since,
        form.state().equals(AccountListForm.NEVER));
  }

  private @Nullable Instant since(String typed, Map<String, String> problems) {
    if (typed.isEmpty()) {
      return null;
    }
    Optional<LocalDate> day = TypedDates.day(typed);
    if (day.isEmpty()) {
      problems.put("since", Messages.text("staff.list.no-day"));
    }
    return day.map(it -> it.atStartOfDay(installation.zone()).toInstant()).orElse(null);
  }

  /** The options of each field with its texts; the empty one matches everything. */
  Map<String, Map<String, String>> choices() {
    Map<String, Map<String, String>> choices = new LinkedHashMap<>();
    choices.put("state", states());
    choices.put("role", roles());
    choices.put("method", methods());
    choices.put("group", groups());
    return choices;
  }

  private static Map<String, String> states() {
    Map<String, String> states = any();
    for (AccountState state : AccountState.values()) {
      states.put(state.word(), Messages.text("desk.state." + state.word()));
    }
    states.put(AccountListForm.NEVER, Messages.text("staff.list.never"));
    return states;
  }

  private static Map<String, String> roles() {
    Map<String, String> roles = any();
    for (Role role : Role.values()) {
      roles.put(role.word(), AccountFacts.role(role.word()));
    }
    return roles;
  }

  private Map<String, String> methods() {
    Map<String, String> methods = any();
    methods.put(AccountCriteria.NO_METHOD, Messages.text("staff.list.no-method"));
    for (String method : factors.methods()) {
      methods.put(method, factors.name(method).orElse(method));
    }
    return methods;
  }

  private Map<String, String> groups() {
    Map<String, String> options = any();
    for (Group group : groups.all()) {
      options.put(group.id().toString(), group.name());
    }
    return options;
  }

  private static Map<String, String> any() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("", Messages.text("staff.list.any"));
    return options;
  }
}
