package org.sallyport.platform.ratelimit;

import java.time.Duration;
import java.util.Locale;

/**
 * All limits: a limit counts under its name in rows, metrics and notices. How many a limit allows
 * is a setting, or computed where it is taken from. Of a watched limit the admins are notified when
 * four fifths are used, and when all is.
 */
public enum LimitName {
  /** Messages of every kind to one number or address. */
  DESTINATION(Window.DAY, Notices.WATCHED),

  /** Codes by SMS to the numbers of one prefix. */
  SMS_PREFIX_HOUR(Window.HOUR, Notices.WATCHED),
  SMS_PREFIX_DAY(Window.DAY, Notices.WATCHED),

  /** Unanswered codes that one network, or the IPv6 site around it, asked for. */
  CODE_NETWORK_HOUR(Window.HOUR, Notices.WATCHED),
  CODE_NETWORK_DAY(Window.DAY, Notices.WATCHED),
  CODE_NETWORK_SITE_HOUR(Window.HOUR, Notices.WATCHED),

  /** Codes of the whole installation. */
  SMS_INSTALLATION_HOUR(Window.HOUR, Notices.WATCHED),
  SMS_INSTALLATION_DAY(Window.DAY, Notices.WATCHED),
  EMAIL_INSTALLATION_HOUR(Window.HOUR, Notices.WATCHED),
  EMAIL_INSTALLATION_DAY(Window.DAY, Notices.WATCHED),

  /** Wrong codes of one network: each account counts once, then the number of accounts. */
  WRONG_CODE_ACCOUNT(Window.HOUR, Notices.NONE),
  WRONG_CODE_ACCOUNTS(Window.HOUR, Notices.NONE),

  /** Requests for a link to a new password, of one network, or of the IPv6 site around it. */
  LINK_REQUEST(Window.HOUR, Notices.WATCHED),
  LINK_REQUEST_SITE(Window.HOUR, Notices.WATCHED),

  /** Links by mail to one account: in all, and those that one network asked for. */
  LINK_ACCOUNT_HOUR(Window.HOUR, Notices.WATCHED),
  LINK_ACCOUNT_DAY(Window.DAY, Notices.WATCHED),
  LINK_NETWORK_DAY(Window.DAY, Notices.WATCHED),

  /** Notices of one kind about one account or subject to one address. */
  NOTICE_KIND(Window.DAY, Notices.NONE),

  /** Exports of one's own data. */
  MY_DATA(Window.DAY, Notices.NONE),

  /** What one person shares: shares and reference numbers, links by mail, codes by SMS. */
  SHARE_DAY(Window.DAY, Notices.WATCHED),
  SHARE_MAIL_DAY(Window.DAY, Notices.WATCHED),
  SHARE_SMS_SHARER_DAY(Window.DAY, Notices.WATCHED),

  /** Codes of one share, and codes by SMS of all shares. */
  SHARE_CODE_HOUR(Window.HOUR, Notices.WATCHED),
  SHARE_SMS_DAY(Window.DAY, Notices.WATCHED),

  /** One person's searches for colleagues. */
  SHARE_SEARCH_HOUR(Window.HOUR, Notices.WATCHED),

  /** One person's tries of reference numbers, right or wrong. */
  REFERENCE_HOUR(Window.HOUR, Notices.WATCHED),
  REFERENCE_DAY(Window.DAY, Notices.WATCHED),

  /** How often one account saves a measurement on an image. */
  MARKS_HOUR(Window.HOUR, Notices.NONE),

  /** How often one account saves how it arranged images. */
  LAYOUTS_HOUR(Window.HOUR, Notices.NONE),

  /** How often one account publishes to the archive, or tries to. */
  PUBLISH_HOUR(Window.HOUR, Notices.WATCHED),

  /** Recorded refusals of requests for studies, of one account or share. */
  REFUSED_REQUESTS(Window.HOUR, Notices.NONE),

  /** Pages that a member of the staff opens, and forms that they send. */
  ADMIN_PAGES(Window.HOUR, Notices.WATCHED),
  ADMIN_ACTS(Window.HOUR, Notices.WATCHED),

  /** Unlockings of one account, each of which allows five more guesses. */
  ADMIN_UNLOCKS(Window.DAY, Notices.WATCHED),

  /**
   * Requests of applications that one network, or the IPv6 site around it, brings, of people who
   * are not signed in, and those that one application pushes.
   */
  OIDC_REQUESTS(Window.HOUR, Notices.NONE),
  OIDC_REQUESTS_SITE(Window.HOUR, Notices.NONE),
  OIDC_PUSHED(Window.HOUR, Notices.WATCHED),

  /** Calls of programs with one key. */
  KEY_CALLS(Window.HOUR, Notices.WATCHED),

  /** Calls of one network, or the IPv6 site around it, with keys that are not valid. */
  KEY_REFUSED(Window.HOUR, Notices.NONE),
  KEY_REFUSED_SITE(Window.HOUR, Notices.NONE),

  /** Sign-ins at issuers elsewhere that one network, or the IPv6 site around it, begins. */
  FEDERATION_REQUESTS(Window.HOUR, Notices.NONE),
  FEDERATION_REQUESTS_SITE(Window.HOUR, Notices.NONE),

  /** Recorded refusals at issuers of one network, of the IPv6 site around it, and of one issuer. */
  ISSUER_REFUSALS(Window.HOUR, Notices.NONE),
  ISSUER_REFUSALS_SITE(Window.HOUR, Notices.NONE),
  ISSUER_REFUSALS_ISSUER(Window.HOUR, Notices.NONE),

  /** Kerberos tickets that one network, or the IPv6 site around it, brings. */
  TICKETS(Window.HOUR, Notices.NONE),
  TICKETS_SITE(Window.HOUR, Notices.NONE),

  /** Test messages of the installation. */
  TEST_MESSAGES(Window.HOUR, Notices.WATCHED);

  private final Window window;
  private final Notices notices;

  LimitName(Window window, Notices notices) {
    this.window = window;
    this.notices = notices;
  }

  private enum Window {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Window(Duration length) {
      this.length = length;
    }
  }

  private enum Notices {
    NONE,
    WATCHED
  }

  /** Its name in rows, metrics and notices, for example "sms-prefix-hour". */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static LimitName ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * The limit.
   *
   * @param most the maximum per share and window
   */
  public Limit of(int most) {
    Limit limit = Limit.of(key(), window.length, most);
    return notices == Notices.WATCHED ? limit.watched() : limit;
  }
}
