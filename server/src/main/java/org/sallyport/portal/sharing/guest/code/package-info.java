/** The code that the reader of a share enters. */
@NamedInterface("code")
@NullMarked
package org.sallyport.portal.sharing.guest.code;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
