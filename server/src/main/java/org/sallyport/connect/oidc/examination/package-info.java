/** What doctor looks into of the applications and of the keys that sign ID tokens. */
@NullMarked
package org.sallyport.connect.oidc.examination;

import org.jspecify.annotations.NullMarked;
