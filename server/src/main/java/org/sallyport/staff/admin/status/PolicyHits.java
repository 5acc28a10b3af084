package org.sallyport.staff.admin.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.AccountCensus;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.session.SessionCensus;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.policy.PolicyPreview.Change;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * Whom a changed setting concerns at once, counted in the database as it is. What cannot be counted
 * says why: passwords are stored as hashes, so nobody knows how long they are.
 */
@Component
@RequiredArgsConstructor
class PolicyHits {
  private static final String SECOND_FACTOR = "sallyport.second-factor.";
  private static final String REQUIRED = "required";

  /** The roles that a setting of the second factor concerns. */
  private static final Map<String, List<Role>> ROLES =
      Map.of(
          SECOND_FACTOR + "everyone", List.of(Role.values()),
          SECOND_FACTOR + "physicians", List.of(Role.PHYSICIAN),
          SECOND_FACTOR + "admins", List.of(Role.ADMIN),
          SECOND_FACTOR + "help-desk", List.of(Role.HELPDESK),
          SECOND_FACTOR + "patients", List.of(Role.PATIENT));

  private final AccountCensus accounts;
  private final SessionCensus sessions;

  /** A changed setting and whom it concerns, as text. */
  PolicyLine line(Change change) {
    return new PolicyLine(change.name(), change.from(), change.to(), concerns(change));
  }

  private String concerns(Change change) {
    String name = change.name();
    if (ROLES.containsKey(name)) {
      return secondFactor(change);
    }
    if (name.endsWith(".enabled")) {
      return method(change);
    }
    return switch (name) {
      case "sallyport.otp.channels" -> channels(change);
      case "sallyport.lock.after" ->
          Messages.text(
              "staff.policy.lock", accounts.lockedByNext(Integer.parseInt(change.to().strip())));
      case "sallyport.session.max" -> ended(change, (census, time) -> census.olderThan(time));
      case "sallyport.session.idle" -> ended(change, (census, time) -> census.unusedFor(time));
      case "sallyport.password.min-length" -> Messages.text("staff.policy.password");
      default -> Messages.text("staff.policy.from-then-on");
    };
  }

  private String secondFactor(Change change) {
    if (!change.to().equalsIgnoreCase(REQUIRED)) {
      return Messages.text("staff.policy.not-required");
    }
    int without =
        ROLES.getOrDefault(change.name(), List.of()).stream()
            .mapToInt(accounts::withoutFactor)
            .sum();
    return Messages.text("staff.policy.must-choose", without);
  }

  /** The switch of a factor: "sallyport.totp.enabled" is that of "totp". */
  private String method(Change change) {
    String factor = change.name().replaceFirst("^sallyport\\.(.*)\\.enabled$", "$1");
    String method = factor.equals("push") ? "app" : factor;
    return Boolean.parseBoolean(change.to())
        ? Messages.text("staff.policy.from-then-on")
        : forbidden(List.of(method));
  }

  private String channels(Change change) {
    List<String> gone = new ArrayList<>(parts(change.from()));
    gone.removeAll(parts(change.to()));
    return gone.isEmpty() ? Messages.text("staff.policy.from-then-on") : forbidden(gone);
  }

  private String forbidden(List<String> methods) {
    return Messages.text(
        "staff.policy.forbidden", accounts.using(methods), accounts.usingOnly(methods));
  }

  private String ended(Change change, BiFunction<SessionCensus, Duration, Integer> count) {
    Duration time = DurationStyle.detectAndParse(change.to().strip());
    return Messages.text("staff.policy.ended", count.apply(sessions, time));
  }

  private static List<String> parts(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }
}
