/** The proxies in front of the server, and what they say about a request. */
@NamedInterface("proxy")
@NullMarked
package org.sallyport.edge.web.proxy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
