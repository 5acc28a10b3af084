/** What the owner of an account wants to be told by mail. */
@NullMarked
package org.sallyport.selfservice.notices;

import org.jspecify.annotations.NullMarked;
