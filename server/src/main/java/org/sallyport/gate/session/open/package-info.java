/** What the pages that are open in a browser are told about their session. */
@NamedInterface("open")
package org.sallyport.gate.session.open;

import org.springframework.modulith.NamedInterface;
