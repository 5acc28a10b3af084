package org.sallyport.gate.delivery.sms;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.mockito.Mockito;
import org.sallyport.gate.delivery.routes.TestReceipts;
import org.sallyport.gate.delivery.sms.receipts.ReceiptAddresses;

/** Routes without a server around them. */
final class TestRoutes {
  private TestRoutes() {}

  static SmsRoutes of(SmsProperties one, Map<String, SmsRouteProperties> named) {
    return new SmsRoutes(
        one,
        new SmsRoutesProperties(null, named),
        TestReceipts.into(any -> {}, new SimpleMeterRegistry()),
        Mockito.mock(ReceiptAddresses.class),
        Clock.systemUTC());
  }
}
