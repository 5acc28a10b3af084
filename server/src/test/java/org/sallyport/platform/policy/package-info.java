/** The operator's settings and their validation by the policy. */
@NullMarked
package org.sallyport.platform.policy;

import org.jspecify.annotations.NullMarked;
