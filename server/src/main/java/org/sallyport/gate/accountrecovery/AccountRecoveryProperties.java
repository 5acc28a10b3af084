package org.sallyport.gate.accountrecovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the validity and number of mailed links (rules 38 to 40).
 *
 * @param activationLinkTtl how long the activation link of a new account is valid
 * @param passwordLinkTtl how long the link for a forgotten password is valid
 * @param mailsPerHour how many links are mailed to one account in an hour, however many are
 *     requested; browsers in which the account signed in before have the same number again
 * @param mailsPerDay how many links are mailed to one account in a day, three of them for requests
 *     from one network; browsers in which the account signed in before have the same number again
 * @param requestsPerHour how many requests for forgotten passwords are accepted from one address in
 *     an hour; a browser in which the account signed in before has the same number for itself
 * @param resetDelay the delay after which a reset of the second factor takes effect if no second
 *     admin confirms it; also how long an account must have the role of an admin before it confirms
 *     one
 * @param emailCodeDelay how long codes by e-mail are not accepted at a sign-in after a new password
 *     was set by a mailed link, because link and code go to the same mailbox; with 0, access to the
 *     mailbox is enough to open the account
 */
@ConfigurationProperties("sallyport.account-recovery")
public record AccountRecoveryProperties(
    @DefaultValue("7d") Duration activationLinkTtl,
    @DefaultValue("30m") Duration passwordLinkTtl,
    @DefaultValue("3") int mailsPerHour,
    @DefaultValue("20") int mailsPerDay,
    @DefaultValue("60") int requestsPerHour,
    @DefaultValue("24h") Duration resetDelay,
    @DefaultValue("24h") Duration emailCodeDelay) {}
