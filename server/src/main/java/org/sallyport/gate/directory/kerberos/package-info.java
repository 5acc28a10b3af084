/** Kerberos tickets for the portal (RFC 4120), as browsers send them (RFC 4559). */
@NamedInterface("kerberos")
package org.sallyport.gate.directory.kerberos;

import org.springframework.modulith.NamedInterface;
