/** Links by which the receivers of optional mails stop them, without signing in. */
@NamedInterface("optional")
@NullMarked
package org.sallyport.gate.notifications.optional;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
