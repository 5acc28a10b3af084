package org.sallyport.notifications;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.account.FactorNames;
import org.springframework.stereotype.Component;

/** The names of methods and changes in notices. */
@Component
class ChangeNames {
  private static final Map<String, String> WITHOUT_FACTOR =
      Map.of(
          "", "none",
          "none", "none: your password alone opens your account",
          "password", "password alone",
          "remembered", "remembered browser");

  private static final Map<String, String> CHANGES =
      Map.of(
          "phone", "mobile number",
          "email", "e-mail address",
          "device", "linked devices",
          "method", "two-factor method",
          "ways", "other ways to sign in",
          "recovery", "recovery codes");

  private final FactorNames factorNames;

  ChangeNames(FactorNames factorNames) {
    this.factorNames = factorNames;
  }

  /** The name of a method: of a factor, or of what replaces one. */
  String name(String method) {
    String without = WITHOUT_FACTOR.get(method);
    return without == null
        ? factorNames.name(method).orElseGet(() -> PlainText.text(method))
        : without;
  }

  /** The names of several methods, separated by commas. */
  String names(Collection<String> methods) {
    return methods.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** The name of the change, following "your". */
  static String change(String change) {
    String name = CHANGES.get(change);
    return name == null ? PlainText.text(change) : name;
  }
}
