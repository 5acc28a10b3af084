/** Encryption and keys of Web Push (RFC 8291, RFC 8292). */
@NamedInterface("push")
package org.sallyport.platform.crypto.push;

import org.springframework.modulith.NamedInterface;
