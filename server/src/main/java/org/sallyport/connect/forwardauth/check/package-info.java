/** The answer to a proxy about one request. */
@NamedInterface("check")
package org.sallyport.connect.forwardauth.check;

import org.springframework.modulith.NamedInterface;
