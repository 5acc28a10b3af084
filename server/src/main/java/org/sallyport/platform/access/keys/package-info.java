/**
 * Programs that call with a key instead of a session (RFC 6750). A module that serves programs
 * declares its paths as {@link org.sallyport.platform.access.keys.KeyPaths}, and the scope of each
 * handler by {@link org.sallyport.platform.access.keys.ForKey}.
 */
@NamedInterface("keys")
package org.sallyport.platform.access.keys;

import org.springframework.modulith.NamedInterface;
