/** Who can receive a share: colleagues found by name, groups, addresses, favourites. */
package org.sallyport.portal.sharing.receivers;
