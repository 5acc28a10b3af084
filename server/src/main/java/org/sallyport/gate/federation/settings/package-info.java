/** What the operator says of an issuer. */
@NamedInterface("settings")
@NullMarked
package org.sallyport.gate.federation.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
