/** What the operator says of a tenant of Microsoft Entra ID. */
@NamedInterface("settings")
@NullMarked
package org.sallyport.gate.entramfa.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
