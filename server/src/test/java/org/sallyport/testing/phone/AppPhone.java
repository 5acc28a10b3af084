package org.sallyport.testing.phone;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.sallyport.testing.Browser;

/** A phone with an authenticator app, which computes codes from a base32 key (RFC 6238). */
public record AppPhone(String key, Clock clock) {
  private static final Pattern KEY = Pattern.compile("id=\"key\">([A-Z2-7 ]+)<");

  /** Enters the key shown on the page into the app. */
  public static AppPhone reading(Browser.Page page, Clock clock) {
    Matcher key = KEY.matcher(page.body());
    if (!key.find()) {
      throw new AssertionError("no key on the page: " + page.text());
    }
    return new AppPhone(key.group(1).replace(" ", ""), clock);
  }

  /** Links an authenticator app to the account signed in with the browser. */
  public static AppPhone link(Browser browser, Clock clock, String... more) {
    browser.get("/settings/devices");
    browser.follow(browser.post("/settings/devices/link/totp"));
    Browser.Page page = browser.get("/settings/devices/link/totp");
    AppPhone phone = reading(page, clock);
    String[] fields = new String[more.length + 2];
    fields[0] = "code";
    fields[1] = phone.code();
    System.arraycopy(more, 0, fields, 2, more.length);
    Browser.Page linked = browser.post("/settings/devices/link/totp/confirm", fields);
    if (!linked.location().endsWith("?linked")) {
      throw new AssertionError("not linked: " + linked.text());
    }
    return phone;
  }

  /** The current code. */
  public String code() {
    return code(0);
  }

  /** The code a number of time steps later, or earlier if negative. */
  public String code(int stepsLater) {
    long step = Math.floorDiv(clock.instant().getEpochSecond(), 30L) + stepsLater;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(new Base32().decode(key), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[19] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
