/** Finding accounts. */
@NamedInterface("search")
@NullMarked
package org.sallyport.gate.account.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
