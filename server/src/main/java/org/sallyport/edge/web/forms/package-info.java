/** Form fields from the body of a request, and the tokens of forms. */
@NullMarked
package org.sallyport.edge.web.forms;

import org.jspecify.annotations.NullMarked;
