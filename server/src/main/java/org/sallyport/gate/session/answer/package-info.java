/** Attempts that are made outside a browser, by one answer after the other. */
@NamedInterface("answer")
package org.sallyport.gate.session.answer;

import org.springframework.modulith.NamedInterface;
