/**
 * Shares with an e-mail address: the mailed link, the code, the session bound to one browser, and
 * its pages.
 */
@NamedInterface("guest")
@NullMarked
package org.sallyport.portal.sharing.guest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
