/**
 * The product on one machine: the application with an archive, sample studies and accounts, and an
 * outbox that shows every SMS and e-mail. Not part of an installation.
 */
package org.sallyport.demo;
