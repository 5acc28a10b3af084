/** Every page, rendered from sample models without a server or a database. */
package org.sallyport.pages;
