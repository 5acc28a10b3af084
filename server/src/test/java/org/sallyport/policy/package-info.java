/** The operator's settings and their validation by the policy. */
@NullMarked
package org.sallyport.policy;

import org.jspecify.annotations.NullMarked;
