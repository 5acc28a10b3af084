/** Takes a person out of the audit log, whose chain still verifies. */
@NamedInterface("erasure")
@NullMarked
package org.sallyport.platform.audit.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
