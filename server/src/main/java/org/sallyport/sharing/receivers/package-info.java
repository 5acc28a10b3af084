/** Who can receive a share: colleagues found by name, groups, addresses, favourites. */
@NullMarked
package org.sallyport.sharing.receivers;

import org.jspecify.annotations.NullMarked;
