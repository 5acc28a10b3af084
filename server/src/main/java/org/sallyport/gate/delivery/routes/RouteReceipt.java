package org.sallyport.gate.delivery.routes;

/**
 * What a route said of a message that it had accepted.
 *
 * @param reference by which the route names the message: that of {@link RouteAnswer.Accepted}, or
 *     our id of it
 */
public record RouteReceipt(String route, String reference, ReceiptState state) {}
