/** A phone app and a security key for tests. */
package org.sallyport.testing.phone;
