package org.sallyport.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The outbox.
 *
 * @param keep how long a row without its body is kept after the message was handed over or failed
 */
@ConfigurationProperties("sallyport.delivery")
record DeliveryProperties(@DefaultValue("30d") Duration keep) {}
