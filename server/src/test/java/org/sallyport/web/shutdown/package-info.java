/** Tests of the module of the same name. */
@NullMarked
package org.sallyport.web.shutdown;

import org.jspecify.annotations.NullMarked;
