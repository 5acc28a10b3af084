/** Why a start is refused, and how it is reported. */
@NamedInterface("start")
package org.sallyport.platform.policy.start;

import org.springframework.modulith.NamedInterface;
