/** The language of each page: the reader's. */
package org.sallyport.edge.web.language;
