/** Approval requests and the answers of phones. */
@NullMarked
package org.sallyport.secondfactor.push.approval;

import org.jspecify.annotations.NullMarked;
