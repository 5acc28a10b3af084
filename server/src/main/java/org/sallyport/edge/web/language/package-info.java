/** The language of each page: the reader's. */
@NullMarked
package org.sallyport.edge.web.language;

import org.jspecify.annotations.NullMarked;
