/** The login history, and "This wasn't me". */
package org.sallyport.gate.selfservice.history;
