/** Attempts that are made outside a browser, by one answer after the other. */
@NamedInterface("answer")
@NullMarked
package org.sallyport.gate.session.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
