package org.sallyport.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.sallyport.demo.SampleAccounts.Shown;

/** What the demo prints once it is up. Its last line is for whoever waits for it. */
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

  static String of(URI portal, int outboxPort, Path data, SampleAccounts accounts) {
    StringBuilder text = new StringBuilder();
    text.append("\nPortal  ").append(portal);
    text.append("\nOutbox  http://localhost:").append(outboxPort);
    text.append("  (every SMS and e-mail arrives here)");
    text.append("\nData    ").append(data).append("\n\n");
    text.append(
        String.format(
            Locale.ROOT, "%-10s %-22s %-24s %s%n", "Username", "Password", "Who", "Second factor"));
    for (Shown account : accounts.shown()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-10s %-22s %-24s %s%n",
              account.username(),
              account.password(),
              account.name(),
              factor(account)));
    }
    text.append("\nCtrl-C stops it all.\n\nready: ").append(portal);
    return text.toString();
  }

  private static String factor(Shown account) {
    return switch (account.method()) {
      case "email" -> "code by e-mail";
      case "sms" -> "code by SMS";
      default -> account.phone().isEmpty() ? "to be chosen, no number yet" : "to be chosen";
    };
  }
}
