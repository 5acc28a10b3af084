package org.sallyport.connect.radius;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The networks whose RADIUS server asks here.
 *
 * @param radius by the names that the operator gives them, for example "vpn"
 */
@ConfigurationProperties("sallyport")
record RadiusProperties(@DefaultValue Map<String, NetworkProperties> radius) {}
