/** How a server leaves a group of several without an error for anybody (ADR 0055). */
@NullMarked
package org.sallyport.web.shutdown;

import org.jspecify.annotations.NullMarked;
