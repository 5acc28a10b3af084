/** The security page: method, password, other ways to sign in, and delayed changes. */
package org.sallyport.gate.selfservice.security;
