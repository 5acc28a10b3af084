package org.sallyport.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param chainInterval how often new events are linked into the chain
 */
@ConfigurationProperties("sallyport.audit")
record AuditProperties(@DefaultValue("5s") Duration chainInterval) {}
