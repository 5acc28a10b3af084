/** Why a start is refused, and how it is reported. */
@NamedInterface("start")
@NullMarked
package org.sallyport.platform.policy.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
