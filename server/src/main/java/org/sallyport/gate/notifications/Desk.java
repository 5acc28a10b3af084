package org.sallyport.gate.notifications;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The help desk, as text for notices. */
@Component
public class Desk {
  private final Installation installation;

  Desk(Installation installation) {
    this.installation = installation;
  }

  /** Name and contact, for example "the imaging desk (extension 5540, weekdays 8 to 18)". */
  public String words() {
    String help = installation.help();
    String who = help == null ? Messages.text("notice.administrator") : help;
    String how =
        Stream.of(
                installation.deskPhone(),
                installation.deskPhoneOutside(),
                installation.deskEmail(),
                installation.deskHours())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return PlainText.text(how.isEmpty() ? who : Messages.text("notice.desk", who, how));
  }

  /** What to do if someone else changed the account. */
  public String canUndo() {
    return Messages.text("notice.can-undo", words());
  }
}
