package org.sallyport.connect.entramfa;

import java.util.Map;
import org.sallyport.connect.entramfa.settings.TenantProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tenants of Microsoft Entra ID that ask for the second factor here.
 *
 * @param entraMfa by the names that the operator gives them, for example "hospital"
 */
@ConfigurationProperties("sallyport")
record EntraMfaProperties(@DefaultValue Map<String, TenantProperties> entraMfa) {}
