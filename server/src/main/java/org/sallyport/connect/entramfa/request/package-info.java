/** A request for the second factor, from Microsoft's form to the answer. */
@NullMarked
package org.sallyport.connect.entramfa.request;

import org.jspecify.annotations.NullMarked;
