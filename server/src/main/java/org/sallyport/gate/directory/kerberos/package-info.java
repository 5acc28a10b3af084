/** Kerberos tickets for the portal (RFC 4120), as browsers send them (RFC 4559). */
@NamedInterface("kerberos")
@NullMarked
package org.sallyport.gate.directory.kerberos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
