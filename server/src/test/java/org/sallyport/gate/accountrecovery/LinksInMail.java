package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/** Extracts the links from received mails. */
final class LinksInMail {
  private static final Pattern LINK = Pattern.compile("https?://\\S+/(?:activate|password)/\\S+");

  private LinksInMail() {}

  /** The whole address in the next mail to a recipient. */
  static URI next(String to) {
    return in(Inbox.next(to));
  }

  /** The path of that address, for a test browser. */
  static String nextPath(String to) {
    return next(to).getPath();
  }

  static URI in(Received mail) {
    Matcher matcher = LINK.matcher(mail.text());
    assertThat(matcher.find()).as("a link in: %s", mail.subject()).isTrue();
    return URI.create(matcher.group());
  }
}
