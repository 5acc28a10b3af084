/** The page that shows every mail and SMS of the demo. */
package org.sallyport.demo.outbox;
