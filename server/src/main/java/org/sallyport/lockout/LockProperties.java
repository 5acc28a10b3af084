package org.sallyport.lockout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Wrong codes and wrong passwords (rules 12 to 18).
 *
 * @param after so many wrong codes in a row lock the account
 * @param manyWrongCodes from so many wrong codes within 30 days on, waits between codes rise
 * @param firstWait the first of those waits; each further wrong code doubles it
 * @param longestWait they rise no further than this
 * @param freePasswords so many wrong passwords for a name, or from a known browser, bring no wait
 *     yet
 * @param freePasswordsOfAddress so many wrong passwords, codes and signed answers from one address
 *     bring no wait yet
 * @param freePasswordsOfSite the same for a whole IPv6 site (/48); an address of IPv6 is its /64
 * @param throttleRows so many names and addresses are counted each for itself; beyond them, new
 *     ones share counts
 * @param firstPasswordWait the first wait after them; each further wrong password doubles it
 * @param longestPasswordWait they rise no further than this
 * @param forgetPasswordsAfter a quiet time of this length makes earlier wrong passwords count no
 *     more
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
