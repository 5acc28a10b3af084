package org.sallyport.gate.delivery.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.mockito.Mockito;

/** Receipts without a database. */
public final class TestReceipts {
  private TestReceipts() {}

  /** Passes each receipt on. */
  public static RouteReceipts into(Consumer<RouteReceipt> taker, MeterRegistry meters) {
    RouteReceiptStore store = Mockito.mock(RouteReceiptStore.class);
    Mockito.when(store.store(Mockito.any()))
        .thenAnswer(
            call -> {
              taker.accept(call.getArgument(0));
              return Optional.of(
                  new RouteReceiptStore.Stored(true, Route.NO_COUNTRY, Duration.ZERO));
            });
    return new RouteReceipts(store, meters);
  }
}
