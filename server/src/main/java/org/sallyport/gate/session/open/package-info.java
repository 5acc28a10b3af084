/** What the pages that are open in a browser are told about their session. */
@NamedInterface("open")
@NullMarked
package org.sallyport.gate.session.open;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
