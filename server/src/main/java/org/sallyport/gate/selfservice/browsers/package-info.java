/** The remembered browsers of an account. */
package org.sallyport.gate.selfservice.browsers;
