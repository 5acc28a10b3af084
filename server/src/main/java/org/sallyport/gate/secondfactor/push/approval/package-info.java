/** Approval requests and the answers of phones. */
@NullMarked
package org.sallyport.gate.secondfactor.push.approval;

import org.jspecify.annotations.NullMarked;
