/** Draining: a server stops without failing requests (ADR 0055). */
@NullMarked
package org.sallyport.edge.web.shutdown;

import org.jspecify.annotations.NullMarked;
