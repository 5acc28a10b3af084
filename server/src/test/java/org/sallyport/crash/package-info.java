/** The state that remains when the process is killed at any moment. */
package org.sallyport.crash;
