/** An issuer of ID tokens that can be told to lie. */
@NullMarked
package org.sallyport.testing.issuer;

import org.jspecify.annotations.NullMarked;
