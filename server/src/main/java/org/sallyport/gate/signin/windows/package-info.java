/** The sign-in with a Kerberos ticket, in place of the password step. */
package org.sallyport.gate.signin.windows;
