package org.sallyport.gate.delivery.sms;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the kept connections of routes when the server is ready. A command of the command line
 * sends nothing: a second connection would take receipts away from the server.
 */
@Component
@ConditionalOnWebApplication
@RequiredArgsConstructor
class RouteOpening {
  private final SmsRoutes routes;

  @EventListener(ApplicationReadyEvent.class)
  void open() {
    routes.open();
  }
}
