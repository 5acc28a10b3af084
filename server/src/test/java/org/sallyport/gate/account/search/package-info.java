/** Finding accounts. */
@NamedInterface("search")
package org.sallyport.gate.account.search;

import org.springframework.modulith.NamedInterface;
