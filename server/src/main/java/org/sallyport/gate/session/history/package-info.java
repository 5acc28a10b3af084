/** The login history: past sign-ins, wrong passwords and changes of an account. */
@NamedInterface("history")
@NullMarked
package org.sallyport.gate.session.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
