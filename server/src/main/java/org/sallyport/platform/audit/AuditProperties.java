package org.sallyport.platform.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param chainInterval how often new events are linked into the chain
 * @param sealInterval how often the end of the chain is sealed, if it has grown: a verification
 *     notices if links before the last seal are missing
 */
@ConfigurationProperties("sallyport.audit")
record AuditProperties(
    @DefaultValue("5s") Duration chainInterval, @DefaultValue("1h") Duration sealInterval) {}
