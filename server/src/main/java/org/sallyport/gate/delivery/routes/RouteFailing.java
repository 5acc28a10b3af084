package org.sallyport.gate.delivery.routes;

import org.sallyport.gate.delivery.Channel;

/**
 * A route is passed over, and others take its messages. Published after that was stored.
 *
 * @param route its name
 * @param reason as text, without any address
 */
public record RouteFailing(Channel channel, String route, String reason) {}
