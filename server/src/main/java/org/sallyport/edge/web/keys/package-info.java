/** Calls of programs: the key of each, and the format of what they are refused. */
@NullMarked
package org.sallyport.edge.web.keys;

import org.jspecify.annotations.NullMarked;
