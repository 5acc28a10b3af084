/** The proxies in front of the server, and what they say about a request. */
@NamedInterface("proxy")
package org.sallyport.edge.web.proxy;

import org.springframework.modulith.NamedInterface;
