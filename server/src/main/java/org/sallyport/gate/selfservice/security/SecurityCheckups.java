package org.sallyport.gate.selfservice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.security.SecurityCheckup.Half;
import org.sallyport.gate.selfservice.security.SecurityCheckup.Point;
import org.sallyport.gate.selfservice.security.SecurityCheckup.Step;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Assesses the security of an account. */
@Component
@RequiredArgsConstructor
class SecurityCheckups {
  private final SecondFactors factors;
  private final Devices devices;
  private final RecoverySheet sheet;

  SecurityCheckup of(Account account) {
    int linked = devices.usable(account.id()).size();
    int codes = sheet.left(account.id());
    Point method = method(account);
    Half keepsOut =
        new Half(
            Messages.text("settings.security.grade." + (method.met() ? "strong" : "weak")),
            method.met(),
            List.of(method, point("password", true)));
    return new SecurityCheckup(
        keepsOut, letsIn(account, linked, codes), next(account, method.met(), linked, codes));
  }

  private Point method(Account account) {
    if (factors.waived(account)) {
      return point("waived", false);
    }
    Optional<SecondFactor> primary = factors.primaryFor(account);
    if (primary.isEmpty()) {
      return point("no-method", false);
    }
    return primary.get() instanceof EnrollableFactor
        ? point("method", true, primary.get().name())
        : point("by-message", false);
  }

  private Half letsIn(Account account, int linked, int codes) {
    List<Point> points =
        new ArrayList<>(List.of(point("devices", linked > 1, linked), contacts(account)));
    if (sheet.isAllowed()) {
      points.add(point("codes", codes > 0, codes));
    }
    long gaps = points.stream().filter(point -> !point.met()).count();
    return new Half(completeness(gaps), gaps == 0, points);
  }

  private static String completeness(long gaps) {
    return gaps == 0
        ? Messages.text("settings.security.grade.complete")
        : Messages.text("settings.security.grade.gaps", gaps);
  }

  private Point contacts(Account account) {
    if (lacksPhone(account)) {
      return point("no-phone", false);
    }
    if (account.email() == null) {
      return point("no-email", false);
    }
    return point(account.phone() == null ? "email" : "contacts", true);
  }

  /** A number is of no use to recovery where no codes are sent. */
  private boolean lacksPhone(Account account) {
    return account.phone() == null && factors.canSendCodes();
  }

  private @Nullable Step next(Account account, boolean strong, int linked, int codes) {
    if (linked == 0) {
      return step("device", "/settings/devices");
    }
    if (codes == 0 && sheet.isAllowed()) {
      return step("codes", "/settings/recovery");
    }
    if (!strong) {
      return step("method", "/settings/devices");
    }
    if (linked == 1) {
      return step("second-device", "/settings/devices");
    }
    return lacksPhone(account) ? step("phone", "/settings/account#reach") : null;
  }

  private static Point point(String name, boolean met, Object... arguments) {
    return new Point(Messages.text("settings.security.point." + name, arguments), met);
  }

  private static Step step(String name, String path) {
    String key = "settings.security.step." + name;
    return new Step(
        Messages.text(key + ".title"),
        Messages.text(key + ".why"),
        path,
        Messages.text(key + ".verb"));
  }
}
