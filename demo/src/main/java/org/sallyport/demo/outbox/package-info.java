/** The page that shows every mail and SMS of the demo. */
@NullMarked
package org.sallyport.demo.outbox;

import org.jspecify.annotations.NullMarked;
