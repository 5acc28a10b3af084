package org.sallyport.secondfactor.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Sallyport Authenticator app.
 *
 * @param allowed whether phones with it can be linked and used
 * @param codes whether the codes count that it shows without a network
 * @param pairing how long a phone may take to be linked
 * @param valid how long a phone may be answered, and an approval be taken
 * @param unanswered so many requests in a row without a success, and no more are sent
 * @param allowLoopback whether push services on this machine may be asked, and by http; for tests
 *     alone
 * @param digits how many digits the number has that is compared, six at most
 */
@ConfigurationProperties("sallyport.push")
record PushProperties(
    @DefaultValue("true") boolean allowed,
    @DefaultValue("true") boolean codes,
    @DefaultValue("10m") Duration pairing,
    @DefaultValue("90s") Duration valid,
    @DefaultValue("3") int unanswered,
    @DefaultValue("false") boolean allowLoopback,
    @DefaultValue("2") int digits) {
  PushProperties {
    if (digits < 2 || digits > 6) {
      throw new IllegalArgumentException("sallyport.push.digits: write a number from 2 to 6");
    }
  }
}
