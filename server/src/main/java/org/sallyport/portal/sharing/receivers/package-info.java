/** Who can receive a share: colleagues found by name, groups, addresses, favourites. */
@NullMarked
package org.sallyport.portal.sharing.receivers;

import org.jspecify.annotations.NullMarked;
