package org.sallyport.gate.secondfactor.push;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Sallyport Authenticator app.
 *
 * @param enabled whether phones with the Sallyport Authenticator app can be linked and used
 * @param offlineCodes whether the codes that the app shows offline are accepted
 * @param pairingTtl how long a phone may take to be linked
 * @param requestTtl how long a request can be answered on the phone, and its approval be used by
 *     the browser
 * @param maxUnanswered number of consecutive requests without a success after which no more are
 *     sent; requests from browsers in which the account signed in before are counted separately
 * @param services push services that may be contacted, by host name; "*." stands for any name
 *     below, "*" alone for every service on a public address
 * @param timeout time limit for the whole delivery of one message to a push service
 * @param allowLoopback whether push services on this machine may be contacted, by http and on any
 *     port; for tests only
 * @param digits how many digits the number has that the browser shows and the user types on the
 *     phone (number matching), from 2 to 6
 */
@ConfigurationProperties("sallyport.push")
public record PushProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("true") boolean offlineCodes,
    @DefaultValue("10m") Duration pairingTtl,
    @DefaultValue("90s") Duration requestTtl,
    @DefaultValue("3") int maxUnanswered,
    @DefaultValue({
          "fcm.googleapis.com",
          "updates.push.services.mozilla.com",
          "*.push.apple.com",
          "*.notify.windows.com"
        })
        List<String> services,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("false") boolean allowLoopback,
    @DefaultValue("2") int digits) {
  public PushProperties {
    if (digits < 2 || digits > 6) {
      throw new IllegalArgumentException("sallyport.push.digits: write a number from 2 to 6");
    }
  }
}
