package org.sallyport.connect.forwardauth;

import java.util.Map;
import org.sallyport.connect.forwardauth.settings.ApplicationProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The applications whose proxies ask about each request.
 *
 * @param forwardAuth by the names that the operator gives them, for example "orthanc"
 */
@ConfigurationProperties("sallyport")
record ForwardAuthProperties(@DefaultValue Map<String, ApplicationProperties> forwardAuth) {}
