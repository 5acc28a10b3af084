/** An archive for tests, and studies and reports for it. */
@NullMarked
package org.sallyport.testing.archive;

import org.jspecify.annotations.NullMarked;
