/** How slowly a response may be read, and how many exports run at once. */
@NamedInterface("pace")
@NullMarked
package org.sallyport.platform.access.pace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
