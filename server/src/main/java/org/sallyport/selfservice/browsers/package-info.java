/** The remembered browsers of an account. */
@NullMarked
package org.sallyport.selfservice.browsers;

import org.jspecify.annotations.NullMarked;
