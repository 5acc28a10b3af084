package org.sallyport.gate.notifications;

import java.util.Objects;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The help desk, as text for notices. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Desk {
  private final Installation installation;

  /** Name and contact, for example "the imaging desk (extension 5540, weekdays 8 to 18)". */
  public String words() {
    return words(
        contacts(installation.deskPhone(), installation.deskPhoneOutside())
            .collect(Messages.listing()));
  }

  /**
   * Name and one contact, for SMS: the number from outside, or the number in the house, or the mail
   * address.
   */
  public String brief() {
    return words(
        contacts(installation.deskPhoneOutside(), installation.deskPhone()).findFirst().orElse(""));
  }

  private Stream<String> contacts(@Nullable String first, @Nullable String second) {
    return Stream.of(first, second, installation.deskEmail(), installation.deskHours())
        .filter(Objects::nonNull);
  }

  private String words(String how) {
    String help = installation.help();
    String who = help == null ? Messages.text("notice.administrator") : help;
    return PlainText.text(how.isEmpty() ? who : Messages.text("notice.desk", who, how));
  }

  /** What to do if someone else changed the account. */
  public String canUndo() {
    return Messages.text("notice.can-undo", words());
  }
}
