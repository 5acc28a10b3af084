/** The mails that the owner of an account chooses to get. */
@NullMarked
package org.sallyport.gate.selfservice.notices;

import org.jspecify.annotations.NullMarked;
