/** Receivers of mails, SMS and pushes, and the codes in them. */
@NullMarked
package org.sallyport.testing.messages;

import org.jspecify.annotations.NullMarked;
