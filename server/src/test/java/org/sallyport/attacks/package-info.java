/** Attack cases that belong to no single module, each named by its id. */
package org.sallyport.attacks;
