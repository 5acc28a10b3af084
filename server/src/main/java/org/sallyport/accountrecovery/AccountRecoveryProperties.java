package org.sallyport.accountrecovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long links hold and how many are sent (rules 38 to 40).
 *
 * @param activation how long the link of a new account holds
 * @param password how long the link for a forgotten password holds
 * @param mailsPerHour links that are mailed to one account in an hour, however often they are asked
 *     for; a browser it signed in from before has as many of its own
 * @param mailsPerDay the same in a day
 * @param requestsPerHour requests for forgotten passwords that are taken from one address in an
 *     hour; a browser in which the account signed in before has as many of its own
 * @param resetWait how long a reset of the second factor waits if no second admin confirms it
 * @param emailCodeWait after a new password by a mailed link, codes by e-mail open no sign-in for
 *     this time, for link and code come to the same mailbox; 0 accepts that the mailbox alone opens
 *     the account
 */
@ConfigurationProperties("sallyport.ways-back")
record AccountRecoveryProperties(
    @DefaultValue("7d") Duration activation,
    @DefaultValue("30m") Duration password,
    @DefaultValue("3") int mailsPerHour,
    @DefaultValue("6") int mailsPerDay,
    @DefaultValue("60") int requestsPerHour,
    @DefaultValue("24h") Duration resetWait,
    @DefaultValue("24h") Duration emailCodeWait) {}
