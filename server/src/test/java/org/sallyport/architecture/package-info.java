/** Automated checks of the architecture and the conventions. */
package org.sallyport.architecture;
