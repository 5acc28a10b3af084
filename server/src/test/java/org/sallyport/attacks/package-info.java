/** Cases of an attacker that belong to no single room, each named by its id. */
@NullMarked
package org.sallyport.attacks;

import org.jspecify.annotations.NullMarked;
