/** Approval requests, and what phones answer to them. */
@NullMarked
package org.sallyport.secondfactor.push.approval;

import org.jspecify.annotations.NullMarked;
