/** The pages on which people share studies and look after their shares. */
package org.sallyport.portal.sharing.pages;
