package org.sallyport.gate.lockout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for wrong codes and wrong passwords (rules 12 to 18).
 *
 * @param after the number of consecutive wrong codes that locks the account
 * @param codeDelayAfter the number of wrong codes within 30 days from which increasing waits
 *     between codes apply
 * @param codeInitialDelay the first of those waits; each further wrong code doubles it
 * @param codeMaxDelay the maximum of those waits
 * @param passwordDelayAfter the number of wrong passwords for a name, or from a known browser,
 *     without a wait
 * @param addressDelayAfter the number of wrong passwords, codes and signed answers from one address
 *     without a wait
 * @param siteDelayAfter the same for a whole IPv6 site (/48); for IPv6, an address means its /64
 * @param throttleCapacity the number of names and addresses that are counted separately; beyond it,
 *     new ones share counters
 * @param passwordInitialDelay the first wait after too many wrong passwords; each further one
 *     doubles it
 * @param passwordMaxDelay the maximum of those waits
 * @param passwordFailureWindow the time without tries after which earlier wrong passwords no longer
 *     count
 */
@ConfigurationProperties("sallyport.lock")
public record LockProperties(
    @DefaultValue("5") int after,
    @DefaultValue("20") int codeDelayAfter,
    @DefaultValue("30s") Duration codeInitialDelay,
    @DefaultValue("1h") Duration codeMaxDelay,
    @DefaultValue("5") int passwordDelayAfter,
    @DefaultValue("100") int addressDelayAfter,
    @DefaultValue("1000") int siteDelayAfter,
    @DefaultValue("200000") int throttleCapacity,
    @DefaultValue("1s") Duration passwordInitialDelay,
    @DefaultValue("15m") Duration passwordMaxDelay,
    @DefaultValue("1h") Duration passwordFailureWindow) {}
