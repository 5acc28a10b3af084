/** A request for the second factor, from Microsoft's form to the answer. */
package org.sallyport.connect.entramfa.request;
