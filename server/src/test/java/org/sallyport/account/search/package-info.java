/** Finding accounts. */
@NullMarked
package org.sallyport.account.search;

import org.jspecify.annotations.NullMarked;
