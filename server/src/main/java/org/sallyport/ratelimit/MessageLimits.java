package org.sallyport.ratelimit;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * How many messages go to one number or address in a day, whatever they are: codes, links, checks
 * of a contact, notices. Each share has the number of its own, so that what a stranger causes keeps
 * neither codes from the owner nor notices.
 */
@Component
@EnableConfigurationProperties(MessageLimitProperties.class)
public class MessageLimits {
  /** The name of the limit. */
  public static final String DESTINATION = "destination";

  private static final Duration DAY = Duration.ofDays(1);

  private final Limit limit;

  MessageLimits(MessageLimitProperties properties) {
    this.limit = Limit.of(DESTINATION, DAY, properties.perDestinationDay());
  }

  /**
   * One message of a share.
   *
   * @param to number or address
   */
  public Demand to(Share share, String to) {
    return limit.demand(share, to);
  }

  /** One message that an account asks for in a known browser, to a contact of its own. */
  public Demand toOwner(String account, String to) {
    return limit.demand(Share.KNOWN_BROWSER, to, account);
  }
}
