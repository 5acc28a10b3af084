package org.sallyport.gate.delivery.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.TurnableClock;

class FailoverTest {
  private static final MessageId ID = new MessageId(new UUID(1, 2));
  private static final Message SMS = Message.sms("+32470000084", "K7: 418 207");
  private static final RouteAnswer ACCEPTED = new RouteAnswer.Accepted(null);
  private static final RouteAnswer AWAY = new RouteAnswer.NotSent("away", Cause.ROUTE);

  private final TurnableClock clock = new TurnableClock();
  private final MemoryLedger ledger = new MemoryLedger();
  private final List<Object> told = new CopyOnWriteArrayList<>();
  private final Map<String, RouteAnswer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A route that gives the answer that is set for it; accepts if none is. */
  private record Stand(RouteTerms terms, int closeness, FailoverTest test) implements Route {
    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public int closeness(String destination) {
      return closeness;
    }

    @Override
    public String country(String destination) {
      return "BE";
    }

    @Override
    public @Nullable BigDecimal cost(Message message) {
      return null;
    }

    @Override
    public RouteAnswer send(MessageId id, Message message) {
      test.asked.add(terms.name());
      return test.answers.getOrDefault(terms.name(), ACCEPTED);
    }
  }

  private Route route(String name, int closeness, int weight, @Nullable String price) {
    BigDecimal cost = price == null ? null : new BigDecimal(price);
    return new Stand(new RouteTerms(name, weight, cost), closeness, this);
  }

  private Route route(String name) {
    return route(name, 0, 1, name.equals("a") ? "1" : "2");
  }

  private Failover failover(Route... routes) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new Failover(List.of(routes), new RouteStates(ledger, told::add, meters, clock), ledger);
  }

  private static SendResult send(Failover failover) {
    return failover.send(ID, SMS).result();
  }

  @Nested
  class WhichIsAskedFirst {
    @Test
    void theOneThatNamesTheNumberMostClosely() {
      send(
          failover(
              route("all", 0, 1, "1"),
              route("operator", 5, 1, "9"),
              route("country", 3, 1, "2"),
              route("elsewhere", -1, 1, "0")));
      assertThat(asked).containsExactly("operator");
    }

    @Test
    void thenTheCheapestAndThoseWithoutAPriceLast() {
      answers.put("dear", AWAY);
      answers.put("cheap", AWAY);
      send(
          failover(
              route("unpriced", 0, 1, null),
              route("dear", 0, 1, "0.09"),
              route("cheap", 0, 1, "0.051")));
      assertThat(asked).containsExactly("cheap", "dear", "unpriced");
    }

    @Test
    void thoseThatAreAlikeTakeTurnsByWeight() {
      Failover failover = failover(route("a", 0, 3, "1"), route("b", 0, 1, "1.0"));
      for (int i = 0; i < 40; i++) {
        send(failover);
      }
      Map<String, Long> counts =
          asked.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
      assertThat(counts).isEqualTo(Map.of("a", 30L, "b", 10L));
    }

    @Test
    void noRouteToTheDestinationIsSaid() {
      assertThat(send(failover(route("elsewhere", -1, 1, "0"))))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.route.none")));
    }
  }

  @Nested
  class TheNextTakesOver {
    @ParameterizedTest
    @EnumSource
    void whenItIsCertainThatNothingWasSent(Cause cause) {
      answers.put("a", new RouteAnswer.NotSent("no", cause));
      assertThat(send(failover(route("a"), route("b")))).isEqualTo(new SendResult.Taken());
      assertThat(asked).containsExactly("a", "b");
      assertThat(ledger.given).containsExactly("a 0", "b 1");
    }

    @Test
    void andIfNoneTakesItTheLastReasonIsSaid() {
      answers.put("a", AWAY);
      answers.put("b", new RouteAnswer.NotSent("no such number", Cause.MESSAGE));
      assertThat(send(failover(route("a"), route("b"))))
          .isEqualTo(new SendResult.Refused("no such number"));
    }

    @Test
    void andIfOneIsBusyTheMessageIsTriedAgainLater() {
      answers.put("a", new RouteAnswer.NotSent("busy", Cause.UNAVAILABLE));
      answers.put("b", AWAY);
      assertThat(send(failover(route("a"), route("b")))).isEqualTo(new SendResult.NotNow("away"));
    }
  }

  @Nested
  class NeverASecondTime {
    @Test
    void afterAnUnclearEnd() {
      answers.put("a", new RouteAnswer.Unclear());
      assertThat(send(failover(route("a"), route("b")))).isEqualTo(new SendResult.Doubtful());
      assertThat(asked).containsExactly("a");
    }

    @Test
    void afterARefusalThatIsNotCertain() {
      answers.put("a", new RouteAnswer.Refused("500"));
      assertThat(send(failover(route("a"), route("b")))).isEqualTo(new SendResult.Refused("500"));
      assertThat(asked).containsExactly("a");
    }

    /** A mail in doubt is repeated, with the same Message-ID: only its server knows that. */
    @Test
    void M11_inALaterTryAfterAnUnclearEnd() {
      answers.put("a", new RouteAnswer.Unclear());
      Failover failover = failover(route("a"), route("b"));
      send(failover);
      answers.put("a", AWAY);
      assertThat(send(failover)).isEqualTo(new SendResult.Refused("away"));
      answers.clear();
      assertThat(send(failover)).isEqualTo(new SendResult.Taken());
      assertThat(asked).containsExactly("a", "a", "a");
    }

    @Test
    void M11_notEvenWhenTheRouteThatMayHaveItIsNoLongerSet() {
      answers.put("a", new RouteAnswer.Unclear());
      send(failover(route("a"), route("b")));
      assertThat(send(failover(route("b"), route("c"))))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.doubtful")));
      assertThat(send(failover(route("b")))).isEqualTo(new SendResult.Doubtful());
      assertThat(asked).containsExactly("a");
    }

    @Test
    void butThenIfItIsCertainThatNothingWasSent() {
      answers.put("a", new RouteAnswer.NotSent("not yet", Cause.DEFERRED));
      answers.put("b", new RouteAnswer.NotSent("not yet", Cause.DEFERRED));
      Failover failover = failover(route("a"), route("b"));
      assertThat(send(failover)).isEqualTo(new SendResult.NotNow("not yet"));
      answers.remove("b");
      assertThat(send(failover)).isEqualTo(new SendResult.Taken());
      assertThat(asked).containsExactly("a", "b", "a", "b");
    }

    @Test
    void whenTheMessageWasWithdrawnWhileARouteWasAsked() {
      answers.put("a", AWAY);
      ledger.withdrawnAfter = 1;
      assertThat(send(failover(route("a"), route("b"))))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.withdrawn")));
      assertThat(asked).containsExactly("a");
    }

    @Test
    void whenAnotherNodeTookTheMessageForLost() {
      ledger.isTakenAway = true;
      assertThat(send(failover(route("a"), route("b")))).isEqualTo(new SendResult.Doubtful());
      assertThat(asked).isEmpty();
    }
  }

  @Nested
  class ARouteThatFails {
    @Test
    void isAskedLastAfterTwoFailuresAndTriedAgain() {
      answers.put("a", AWAY);
      Failover failover = failover(route("a"), route("b"));
      send(failover);
      assertThat(told).isEmpty();
      send(failover);
      send(failover);
      assertThat(asked).containsExactly("a", "b", "a", "b", "b");
      assertThat(told).containsExactly(new RouteFailing(Channel.SMS, "a", "away"));
      answers.clear();
      clock.turn(Duration.ofSeconds(30));
      send(failover);
      send(failover);
      assertThat(asked.subList(5, 7)).containsExactly("a", "a");
      assertThat(ledger.failing).isEmpty();
    }

    @Test
    void isToldOnceWhileItFails() {
      answers.put("a", AWAY);
      Failover failover = failover(route("a"), route("b"));
      for (int i = 0; i < 20; i++) {
        send(failover);
        clock.turn(Duration.ofMinutes(20));
      }
      assertThat(told).hasSize(1);
    }

    @Test
    void isStillAskedIfTheOthersFailToo() {
      answers.put("a", AWAY);
      answers.put("b", AWAY);
      Failover failover = failover(route("a"), route("b"));
      send(failover);
      send(failover);
      asked.clear();
      answers.remove("a");
      assertThat(send(failover)).isEqualTo(new SendResult.Taken());
    }

    @Test
    void isNotBlamedForMessagesThatNobodyTakes() {
      answers.put("a", new RouteAnswer.NotSent("no such number", Cause.MESSAGE));
      Failover failover = failover(route("a"), route("b"));
      for (int i = 0; i < 5; i++) {
        send(failover);
      }
      assertThat(asked.getLast()).isEqualTo("b");
      assertThat(asked).filteredOn("a"::equals).hasSize(5);
      assertThat(told).isEmpty();
    }

    @Test
    void isNotBlamedForMessagesThatItTakesLater() {
      answers.put("a", new RouteAnswer.NotSent("greylisted", Cause.DEFERRED));
      Failover failover = failover(route("a"), route("b"));
      for (int i = 0; i < 5; i++) {
        send(failover);
      }
      assertThat(asked).filteredOn("a"::equals).hasSize(5);
      assertThat(told).isEmpty();
    }

    @Test
    void holdsBackTheOtherMessagesOnlyIfNoneTakesAny() {
      answers.put("a", new RouteAnswer.NotSent("away", Cause.UNAVAILABLE));
      answers.put("b", new RouteAnswer.NotSent("away", Cause.UNAVAILABLE));
      assertThat(send(failover(route("a"), route("b"))))
          .isEqualTo(new SendResult.Overloaded("away"));
      answers.put("b", new RouteAnswer.NotSent("greylisted", Cause.DEFERRED));
      assertThat(send(failover(route("a"), route("b"))))
          .isEqualTo(new SendResult.NotNow("greylisted"));
    }

    @Test
    void isNotPassedOverNorToldIfItIsTheOnlyOne() {
      answers.put("a", AWAY);
      Failover failover = failover(route("a"));
      for (int i = 0; i < 5; i++) {
        send(failover);
      }
      assertThat(asked).hasSize(5);
      assertThat(told).isEmpty();
    }
  }

  /** A route that holds all that it is given until it is let go. */
  private record Hanging(Route route, CountDownLatch end, AtomicInteger held) implements Route {
    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public RouteTerms terms() {
      return route.terms();
    }

    @Override
    public int closeness(String destination) {
      return route.closeness(destination);
    }

    @Override
    public String country(String destination) {
      return "BE";
    }

    @Override
    public @Nullable BigDecimal cost(Message message) {
      return null;
    }

    @Override
    public RouteAnswer send(MessageId id, Message message) {
      held.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new RouteAnswer.Unclear();
    }
  }

  /** A message for each place of the workers of two routes. */
  private static MessageId message(int number) {
    return new MessageId(new UUID(1, number));
  }

  private void hangs(Priority priority, int places) {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger held = new AtomicInteger();
    Failover failover = failover(new Hanging(route("a"), end, held), route("b"));
    Message message = SMS.withPriority(priority);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<SendResult> results = new CopyOnWriteArrayList<>();
      IntStream.range(0, 20)
          .forEach(
              i -> threads.execute(() -> results.add(failover.send(message(i), message).result())));
      try {
        await().until(() -> results.size() == 20 - places);
        assertThat(results).containsOnly(new SendResult.Taken());
        assertThat(held).hasValue(places);
      } finally {
        end.countDown();
      }
    }
    assertThat(new ArrayList<>(asked)).containsOnly("b").hasSize(20 - places);
  }

  @Test
  void I07_aRouteThatHangsHoldsAsManyMessagesAsItHasPlaces() {
    hangs(Priority.CODE, RoutePlaces.ALL);
  }

  @Test
  void I07_rule49_whatIsNotUrgentLeavesPlacesForCodes() {
    hangs(Priority.OTHER, RoutePlaces.NOT_URGENT);
  }
}
