/** Who may call a handler: every handler has one of these. */
@NamedInterface("annotations")
package org.sallyport.platform.access.annotations;

import org.springframework.modulith.NamedInterface;
