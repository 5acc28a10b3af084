package org.sallyport.browser.actions;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.testing.messages.Inbox;

/** Extracts the links from mails. */
public final class Links {
  private static final Pattern LINK =
      Pattern.compile("https?://\\S+/(?:activate|password|shared)/\\S+");

  private Links() {}

  /** The path of the link in the next mail to a recipient that contains one. */
  public static String next(String to) {
    Matcher matcher = LINK.matcher(Inbox.next(to, mail -> LINK.matcher(mail.text()).find()).text());
    if (!matcher.find()) {
      throw new IllegalStateException("no link");
    }
    return URI.create(matcher.group()).getPath();
  }
}
