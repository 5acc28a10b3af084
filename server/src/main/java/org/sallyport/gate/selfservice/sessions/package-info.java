/** The open sessions of an account. */
package org.sallyport.gate.selfservice.sessions;
