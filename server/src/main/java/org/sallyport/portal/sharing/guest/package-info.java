/**
 * Shares with an e-mail address: the mailed link, the code, the session bound to one browser, and
 * its pages.
 */
@NamedInterface("guest")
package org.sallyport.portal.sharing.guest;

import org.springframework.modulith.NamedInterface;
