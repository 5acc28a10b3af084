package org.sallyport.platform.ratelimit;

import org.springframework.stereotype.Component;

/**
 * The daily limit of messages to one number or address, of all kinds: codes, links, checks of a
 * contact, links of shares, notices. The limit applies to each share separately, so that messages
 * triggered by strangers suppress neither the owner's codes nor notices.
 */
@Component
public class MessageLimits {
  private final Limit limit;

  MessageLimits(MessageLimitProperties properties) {
    this.limit = LimitName.DESTINATION.of(properties.perDestinationDay());
  }

  /**
   * One message from a share.
   *
   * @param to number or address
   */
  public Demand to(Quota quota, String to) {
    return limit.demand(quota, to).about(Demand.UNNAMED);
  }

  /** One message that an account requests in a known browser, to its own contact. */
  public Demand toOwner(String account, String to) {
    return limit.demand(Quota.KNOWN_BROWSER, to, account).about(account);
  }
}
