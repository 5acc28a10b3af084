/** Tests of the module of the same name. */
@NullMarked
package org.sallyport.edge.web.shutdown;

import org.jspecify.annotations.NullMarked;
