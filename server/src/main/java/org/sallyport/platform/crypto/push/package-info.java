/** Encryption and keys of Web Push (RFC 8291, RFC 8292). */
@NamedInterface("push")
@NullMarked
package org.sallyport.platform.crypto.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
