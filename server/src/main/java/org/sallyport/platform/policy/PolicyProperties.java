package org.sallyport.platform.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The policy.
 *
 * @param policy defaults for what is not set, and limits for what is: "given", "asvs-l2",
 *     "nist-aal2" or "asvs-l3"
 */
@ConfigurationProperties("sallyport")
record PolicyProperties(@DefaultValue("given") String policy) {}
