package org.sallyport.platform.geoip;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Place names of network addresses.
 *
 * @param database file in the MaxMind DB format (.mmdb) with cities or countries; without one only
 *     addresses are shown. No network service is queried
 */
@ConfigurationProperties("sallyport.geoip")
record GeoIpProperties(@Nullable Path database) {}
