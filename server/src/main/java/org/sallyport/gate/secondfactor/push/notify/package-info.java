/** Waking phones by Web Push (RFC 8030). */
@NullMarked
package org.sallyport.gate.secondfactor.push.notify;

import org.jspecify.annotations.NullMarked;
