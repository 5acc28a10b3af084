/** A phone app and a security key for tests. */
@NullMarked
package org.sallyport.testing.phone;

import org.jspecify.annotations.NullMarked;
