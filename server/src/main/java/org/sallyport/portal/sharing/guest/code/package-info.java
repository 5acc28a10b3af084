/** The code that the reader of a share enters. */
@NamedInterface("code")
package org.sallyport.portal.sharing.guest.code;

import org.springframework.modulith.NamedInterface;
