/**
 * Several ways on which the messages of a channel can leave, one of which takes each message. A
 * route is left for the next only if it is certain that it accepted nothing.
 */
@NamedInterface("routes")
package org.sallyport.gate.delivery.routes;

import org.springframework.modulith.NamedInterface;
