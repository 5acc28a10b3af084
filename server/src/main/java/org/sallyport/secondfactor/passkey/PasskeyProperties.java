package org.sallyport.secondfactor.passkey;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Passkeys (WebAuthn).
 *
 * @param enabled whether passkeys can be linked and used. Browsers offer them only where the public
 *     address has a host name, and https or localhost
 */
@ConfigurationProperties("sallyport.passkey")
record PasskeyProperties(@DefaultValue("true") boolean enabled) {}
