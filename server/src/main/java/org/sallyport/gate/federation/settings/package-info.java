/** What the operator says of an issuer. */
@NamedInterface("settings")
package org.sallyport.gate.federation.settings;

import org.springframework.modulith.NamedInterface;
