/** Finding an account by one word or several, for the help desk. */
@NamedInterface("search")
@NullMarked
package org.sallyport.gate.account.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
