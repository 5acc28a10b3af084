package org.sallyport.notifications;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/** Whom to turn to, in words. */
@Component
class Desk {
  private final Installation installation;

  Desk(Installation installation) {
    this.installation = installation;
  }

  /** For example "the imaging desk (extension 5540, weekdays 8 to 18)". */
  String words() {
    String help = installation.help();
    String who = help == null ? "your administrator" : help;
    String how =
        Stream.of(installation.deskPhone(), installation.deskEmail(), installation.deskHours())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return PlainText.text(how.isEmpty() ? who : who + " (" + how + ")");
  }

  /** What to do where somebody else has changed an account. */
  String canUndo() {
    return "Then someone else can act on your account. Turn to "
        + words()
        + " at once, so that it can be undone.";
  }
}
