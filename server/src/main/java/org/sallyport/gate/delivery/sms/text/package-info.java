/** The alphabets and the segments of SMS. */
@NullMarked
package org.sallyport.gate.delivery.sms.text;

import org.jspecify.annotations.NullMarked;
