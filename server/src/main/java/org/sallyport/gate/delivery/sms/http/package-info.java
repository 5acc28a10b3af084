/** Routes through HTTP gateways. */
@NullMarked
package org.sallyport.gate.delivery.sms.http;

import org.jspecify.annotations.NullMarked;
