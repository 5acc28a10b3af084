/** What is answered when the database is away or busy, or a page of faults fails itself. */
@NullMarked
package org.sallyport.edge.web.faults;

import org.jspecify.annotations.NullMarked;
