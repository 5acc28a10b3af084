package org.sallyport.gate.federation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-ins at issuers elsewhere.
 *
 * @param requestsPerHour sign-ins that one network may begin at issuers
 */
@ConfigurationProperties("sallyport.federation")
record FederationProperties(@DefaultValue("3000") int requestsPerHour) {}
