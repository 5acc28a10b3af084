package org.sallyport.gate.federation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-ins at issuers elsewhere.
 *
 * @param requestsPerHour sign-ins that one network may begin at issuers; an IPv6 site (/48) may
 *     begin ten times as many
 * @param refusalsPerHour refusals of people without an account, also of external MFA for Entra ID,
 *     that are recorded for one network in an hour; ten times as many for one issuer
 */
@ConfigurationProperties("sallyport.federation")
record FederationProperties(
    @DefaultValue("3000") int requestsPerHour, @DefaultValue("20") int refusalsPerHour) {}
