/** What the operator says of a tenant of Microsoft Entra ID. */
@NamedInterface("settings")
@NullMarked
package org.sallyport.connect.entramfa.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
