package org.sallyport.secondfactor.push;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Sallyport Authenticator app.
 *
 * @param enabled whether phones with it can be linked and used
 * @param offlineCodes whether the codes count that it shows without a network
 * @param pairingTtl how long a phone may take to be linked
 * @param requestTtl how long a phone may be answered, and an approval be taken
 * @param maxUnanswered so many requests in a row without a success, and no more are sent; those
 *     from browsers in which the account signed in before are counted apart
 * @param services push services that may be asked, by host name; {@code *.} stands for any name
 *     below, {@code *} alone for every service on a public address
 * @param timeout how long all of one message to a push service may take
 * @param allowLoopback whether push services on this machine may be asked, by http and on any port;
 *     for tests alone
 * @param digits how many digits the number has that is compared, six at most
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
