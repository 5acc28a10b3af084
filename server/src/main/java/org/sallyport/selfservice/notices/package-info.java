/** The mails that the owner of an account chooses to get. */
@NullMarked
package org.sallyport.selfservice.notices;

import org.jspecify.annotations.NullMarked;
