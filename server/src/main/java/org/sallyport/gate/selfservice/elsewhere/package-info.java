/** Signing in elsewhere: linking the account with a person of an issuer, and ending that. */
package org.sallyport.gate.selfservice.elsewhere;
