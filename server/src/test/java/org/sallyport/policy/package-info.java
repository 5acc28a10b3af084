/** What the operator has set, and what the policy says to it. */
@NullMarked
package org.sallyport.policy;

import org.jspecify.annotations.NullMarked;
