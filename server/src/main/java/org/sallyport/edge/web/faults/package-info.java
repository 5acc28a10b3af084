/** What is answered when the database is away or busy, or a page of faults fails itself. */
package org.sallyport.edge.web.faults;
