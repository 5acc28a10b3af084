/** The mails that the owner of an account chooses to get. */
package org.sallyport.gate.selfservice.notices;
