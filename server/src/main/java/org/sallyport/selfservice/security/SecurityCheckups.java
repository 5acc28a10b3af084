package org.sallyport.selfservice.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.installation.Counted;
import org.sallyport.secondfactor.Devices;
import org.sallyport.secondfactor.EnrollableFactor;
import org.sallyport.secondfactor.RecoverySheet;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.selfservice.security.SecurityCheckup.Half;
import org.sallyport.selfservice.security.SecurityCheckup.Point;
import org.sallyport.selfservice.security.SecurityCheckup.Step;
import org.springframework.stereotype.Component;

/** Assesses the security of an account. */
@Component
class SecurityCheckups {
  private final SecondFactors factors;
  private final Devices devices;
  private final RecoverySheet sheet;

  SecurityCheckups(SecondFactors factors, Devices devices, RecoverySheet sheet) {
    this.factors = factors;
    this.devices = devices;
    this.sheet = sheet;
  }

  SecurityCheckup of(Account account) {
    int linked = devices.of(account.id()).size();
    int codes = sheet.left(account.id());
    Point method = method(account);
    Half keepsOut =
        new Half(
            method.met() ? "Strong" : "Could be stronger",
            method.met(),
            List.of(method, new Point("Long password", true)));
    return new SecurityCheckup(
        keepsOut, letsIn(account, linked, codes), next(account, method.met(), linked, codes));
  }

  private Point method(Account account) {
    if (factors.waived(account)) {
      return new Point("Your password alone opens your account", false);
    }
    Optional<SecondFactor> usual = factors.usual(account);
    if (usual.isEmpty()) {
      return new Point("No two-factor method chosen yet", false);
    }
    return usual.get() instanceof EnrollableFactor
        ? new Point(usual.get().name() + " at each sign-in", true)
        : new Point("Codes by SMS or e-mail can be intercepted or phished", false);
  }

  private static Half letsIn(Account account, int linked, int codes) {
    List<Point> points =
        List.of(
            switch (linked) {
              case 0 -> new Point("No device linked", false);
              case 1 -> new Point("Only one device linked", false);
              default -> new Point(Counted.of(linked, "device", "devices") + " linked", true);
            },
            contacts(account),
            switch (codes) {
              case 0 -> new Point("No recovery codes", false);
              default ->
                  new Point(Counted.of(codes, "recovery code left", "recovery codes left"), true);
            });
    long gaps = points.stream().filter(point -> !point.met()).count();
    return new Half(gaps == 0 ? "Safe" : Counted.of(gaps, "gap", "gaps"), gaps == 0, points);
  }

  private static Point contacts(Account account) {
    if (account.phone() == null) {
      return new Point("No mobile number", false);
    }
    return account.email() == null
        ? new Point("No e-mail address", false)
        : new Point("Mobile number and e-mail", true);
  }

  private static @Nullable Step next(Account account, boolean strong, int linked, int codes) {
    if (linked == 0) {
      return new Step(
          "link a device",
          "Nobody reads its codes on their way to you, and it works without a network.",
          "/settings/devices",
          "Link a device");
    }
    if (codes == 0) {
      return new Step(
          "make recovery codes",
          "If your devices are lost, they let you in without the desk. Takes 1 minute.",
          "/settings/recovery",
          "Make recovery codes");
    }
    if (!strong) {
      return new Step(
          "use your device at every sign-in",
          "It is linked, but sign-ins still ask for a code by message. Change the method below.",
          "/settings/devices",
          "Show devices");
    }
    if (linked == 1) {
      return new Step(
          "link a second device",
          "When one is lost, the other one lets you in.",
          "/settings/devices",
          "Link a device");
    }
    return account.phone() == null
        ? new Step(
            "add your mobile number",
            "For codes when nothing else is at hand.",
            "/settings/account#reach",
            "Go there")
        : null;
  }
}
