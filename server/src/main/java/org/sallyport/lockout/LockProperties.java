package org.sallyport.lockout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for wrong codes and wrong passwords (rules 12 to 18).
 *
 * @param after the number of consecutive wrong codes that locks the account
 * @param manyWrongCodes the number of wrong codes within 30 days from which increasing waits
 *     between codes apply
 * @param firstWait the first of those waits; each further wrong code doubles it
 * @param longestWait the maximum of those waits
 * @param freePasswords the number of wrong passwords for a name, or from a known browser, without a
 *     wait
 * @param freePasswordsOfAddress the number of wrong passwords, codes and signed answers from one
 *     address without a wait
 * @param freePasswordsOfSite the same for a whole IPv6 site (/48); for IPv6, an address means its
 *     /64
 * @param throttleRows the number of names and addresses that are counted separately; beyond it, new
 *     ones share counters
 * @param firstPasswordWait the first wait after too many wrong passwords; each further one doubles
 *     it
 * @param longestPasswordWait the maximum of those waits
 * @param forgetPasswordsAfter the time without tries after which earlier wrong passwords no longer
 *     count
 */
@ConfigurationProperties("sallyport.lock")
public record LockProperties(
    @DefaultValue("5") int after,
    @DefaultValue("20") int manyWrongCodes,
    @DefaultValue("30s") Duration firstWait,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("5") int freePasswords,
    @DefaultValue("100") int freePasswordsOfAddress,
    @DefaultValue("1000") int freePasswordsOfSite,
    @DefaultValue("200000") int throttleRows,
    @DefaultValue("1s") Duration firstPasswordWait,
    @DefaultValue("15m") Duration longestPasswordWait,
    @DefaultValue("1h") Duration forgetPasswordsAfter) {}
