/** Real applications of others that sign people in at the portal. */
package org.sallyport.testing.applications;
