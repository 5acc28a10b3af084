/** An archive for tests, and studies and reports for it. */
package org.sallyport.testing.archive;
