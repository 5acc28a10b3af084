/** Who may call a handler: every handler has one of these. */
@NamedInterface("annotations")
@NullMarked
package org.sallyport.platform.access.annotations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
