/** The login history: past sign-ins, wrong passwords and changes of an account. */
@NamedInterface("history")
package org.sallyport.gate.session.history;

import org.springframework.modulith.NamedInterface;
