/** The sign-in at an issuer elsewhere, in place of the password step. */
package org.sallyport.gate.signin.federation;
