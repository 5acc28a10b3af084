/** Routes through SMS centres (SMPP 3.4). */
@NullMarked
package org.sallyport.gate.delivery.sms.smpp;

import org.jspecify.annotations.NullMarked;
