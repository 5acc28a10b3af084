package org.sallyport.gate.secondfactor;

import java.util.List;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.Quota;

/**
 * The limits on SMS with codes to numbers that begin alike, in an hour and in a day
 * (docs/adr/0027). The codes of sign-ins and those of shares count together.
 */
public interface SmsPrefixLimits {

  /**
   * One SMS, from each of the limits.
   *
   * @param phone in E.164
   */
  List<Demand> demands(Quota quota, String phone);
}
