package org.sallyport.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.sallyport.demo.SampleAccounts.Shown;

/** What the demo prints once it is up. Programs that wait for the demo look for the last line. */
final class Greeting {
  private Greeting() {}

  /** For phones on the local network. */
  static String ofLan(URI trust) {
    return "\nEverybody on this network can reach the demo, whose passwords stand below.\n\n"
        + TerminalQr.of(trust.toString())
        + "\nPhone   "
        + trust
        + "  (trust the demo's certificate, then open the app)";
  }

  /**
   * The addresses and accounts.
   *
   * @param codes whether the policy sends codes
   */
  static String of(URI portal, int outboxPort, Path data, SampleAccounts accounts, boolean codes) {
    StringBuilder text = new StringBuilder();
    text.append("\nPortal  ").append(portal);
    text.append("\nOutbox  http://localhost:").append(outboxPort);
    text.append("  (every SMS and e-mail arrives here)");
    text.append("\nData    ").append(data).append("\n\n");
    text.append(line("Username", "Password", "Who", "Second factor"));
    accounts.shown().forEach(account -> text.append(line(account, codes)));
    text.append("\nCtrl-C stops it all.\n\nready: ").append(portal);
    return text.toString();
  }

  private static String line(Shown account, boolean codes) {
    return line(
        account.username(),
        account.password(),
        account.name(),
        codes ? factor(account) : "activation code, then a device");
  }

  private static String line(String username, String password, String who, String factor) {
    return String.format(Locale.ROOT, "%-10s %-22s %-24s %s%n", username, password, who, factor);
  }

  /** If the policy sends no codes, the first sign-in needs an activation code. */
  static String ofActivation(String policy, Path data) {
    return String.format(
        Locale.ROOT,
        "%nThe policy %s sends no codes. A first sign-in needs an activation code:%n"
            + "SALLYPORT_POLICY=%s ./sallyport account activation-code USERNAME --data %s",
        policy,
        policy,
        data);
  }

  private static String factor(Shown account) {
    return switch (account.method()) {
      case "email" -> "code by e-mail";
      case "sms" -> "code by SMS";
      default -> account.phone().isEmpty() ? "to be chosen, no number yet" : "to be chosen";
    };
  }
}
