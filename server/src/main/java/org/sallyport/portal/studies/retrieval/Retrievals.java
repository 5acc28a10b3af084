package org.sallyport.portal.studies.retrieval;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.pace.Pace;
import org.sallyport.platform.access.pace.PacedResponse;
import org.sallyport.portal.studies.retrieval.Places.Admission;
import org.sallyport.portal.studies.retrieval.Places.Owner;
import org.springframework.stereotype.Component;

/**
 * Gives places to answers that hold a connection to the archive while a client reads them. Each
 * owner gets a few, in turn with the others, and a client that reads too slowly loses its place.
 */
@Component
public class Retrievals {
  private static final ScopedValue<Pace> PACE = ScopedValue.newInstance();

  private final RetrievalProperties properties;
  private final Places places;
  private final Clock clock;
  private final Counter refused;
  private final Counter slow;

  Retrievals(RetrievalProperties properties, Clock clock, MeterRegistry meters) {
    this.properties = properties;
    this.clock = clock;
    this.places = new Places(properties.atOnce(), properties.perOwner(), properties.waiting());
    this.refused =
        Counter.builder("sallyport.retrieval.refused")
            .description("Requests for images that got no turn in time")
            .register(meters);
    this.slow =
        Counter.builder("sallyport.retrieval.slow")
            .description("Answers that ended because the client read too slowly")
            .register(meters);
    Gauge.builder("sallyport.retrieval.running", places, Places::taken)
        .description("Answers with images that are being sent")
        .register(meters);
    Gauge.builder("sallyport.retrieval.waiting", places, Places::waiting)
        .description("Requests for images that wait for their turn")
        .register(meters);
  }

  /** What is done in a place. */
  @FunctionalInterface
  interface Answer {
    void write(HttpServletResponse response) throws IOException, ServletException;
  }

  /** Answers when it is the reader's turn, and not at all if there is no place. */
  Admission inTurn(Reader reader, HttpServletResponse response, Answer answer)
      throws IOException, ServletException {
    Owner owner = owner(reader);
    Admission admission = enter(owner);
    if (admission != Admission.ADMITTED) {
      refused.increment();
      return admission;
    }
    try {
      paced(response, answer);
      return admission;
    } finally {
      places.leave(owner);
    }
  }

  /** Answers without a place of its own; a client that reads too slowly is ended too. */
  void paced(HttpServletResponse response, Answer answer) throws IOException, ServletException {
    Pace pace = new Pace(clock, properties.grace(), properties.slowest().toBytes());
    try {
      ScopedValue.where(PACE, pace)
          .call(
              () -> {
                answer.write(new PacedResponse(response, pace));
                return pace;
              });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A test of whether the client of the current answer reads quickly enough. */
  public BooleanSupplier pace() {
    if (!PACE.isBound()) {
      return () -> true;
    }
    Pace pace = PACE.get();
    return () -> pace.suffices() || isSlow();
  }

  private boolean isSlow() {
    slow.increment();
    return false;
  }

  private Admission enter(Owner owner) throws IOException {
    try {
      return places.enter(owner, properties.longestWait());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it waited for its turn");
    }
  }

  private static Owner owner(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> new Owner(visitor.account(), false);
      case Guest guest -> new Owner(guest.share(), true);
    };
  }
}
