package org.sallyport.portal.studies;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sallyport.testing.Browser;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;

/** Opens shares by their mailed links, without an account. */
public final class Guests {
  private Guests() {}

  /**
   * Shares a study with an e-mail address, and opens the share in a new browser.
   *
   * @param more further fields of the form
   */
  public static Browser of(Browser sharer, TestStudy study, Clock clock, int port, String... more) {
    String to = "guest-" + UUID.randomUUID() + "@elsewhere.example";
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    sharer.get("/studies/share?study=" + study.uid());
    List<String> fields = new ArrayList<>(List.of(more));
    fields.addAll(List.of("request", UUID.randomUUID().toString(), "recipient", to));
    fields.addAll(List.of("from", today.toString(), "until", today.plusDays(1).toString()));
    fields.addAll(List.of("study", study.uid().value()));
    check(sharer.post("/studies/share", fields.toArray(String[]::new)));
    String mail = Inbox.next(to).text();
    Browser guest = new Browser(port);
    guest.follow(guest.get(mail.replaceAll("(?s).*?(/shared/[A-Za-z0-9_-]{43}).*", "$1")));
    guest.post("/shared");
    guest.get("/shared/code");
    check(guest.post("/shared/code", "code", Codes.next(to)));
    return guest;
  }

  private static void check(Browser.Page page) {
    if (page.status() != 302) {
      throw new IllegalStateException(page.status() + " " + page.text());
    }
  }
}
