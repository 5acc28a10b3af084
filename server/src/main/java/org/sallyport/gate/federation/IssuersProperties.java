package org.sallyport.gate.federation;

import java.util.Map;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The issuers by the names that the operator gives them.
 *
 * @param issuers for example "hosp"; the sign-in page has their buttons in the order of these names
 */
@ConfigurationProperties("sallyport")
record IssuersProperties(@DefaultValue Map<String, IssuerProperties> issuers) {}
