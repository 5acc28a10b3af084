/** Receivers of mails, SMS and pushes, and the codes in them. */
package org.sallyport.testing.messages;
