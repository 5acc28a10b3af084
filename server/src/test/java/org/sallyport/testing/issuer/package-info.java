/** An issuer of ID tokens that can be told to lie. */
package org.sallyport.testing.issuer;
