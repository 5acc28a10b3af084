/** Finding an account by one word or several, for the help desk. */
@NamedInterface("search")
package org.sallyport.gate.account.search;

import org.springframework.modulith.NamedInterface;
