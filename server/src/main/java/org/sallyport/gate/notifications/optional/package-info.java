/** Links by which the receivers of optional mails stop them, without signing in. */
@NamedInterface("optional")
package org.sallyport.gate.notifications.optional;

import org.springframework.modulith.NamedInterface;
