/** What the operator says of a tenant of Microsoft Entra ID. */
@NamedInterface("settings")
package org.sallyport.connect.entramfa.settings;

import org.springframework.modulith.NamedInterface;
