package org.sallyport.gate.secondfactor.otp.simswap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelOutages;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.risk.NumberRisk;
import org.sallyport.gate.delivery.risk.SimState;
import org.sallyport.gate.delivery.sms.risk.TestSimSwapService;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.CallReceiver;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-ins by SMS where an operator's service says that the SIM of the number changed. */
@SallyportTest
class SimSwapTest {
  private static final TestSimSwapService SERVICE = TestSimSwapService.started();
  private static final CallReceiver CALLS = new CallReceiver();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Accounts accounts;
  @Autowired SimSwaps swaps;
  @Autowired SimSwapStore store;
  @Autowired ChannelOutages outages;
  @Autowired DomainEvents events;

  @DynamicPropertySource
  static void service(DynamicPropertyRegistry settings) {
    CALLS.route(settings, "calls");
    SERVICE.isAsked(settings);
    settings.add("sallyport.sms.sim-swap.timeout", () -> "10s");
  }

  @AfterEach
  void reset() {
    SERVICE.reset();
    clock.turn(Duration.ofMinutes(5));
  }

  private Browser.Page asksForACode(People.Person person) {
    return new Browser(port).signIn(person.username(), People.PASSWORD);
  }

  private void isSwapped(People.Person person, Duration ago) {
    SERVICE.changed(person.phone(), clock.instant().minus(ago).toString());
  }

  /** Waits until the outbox has dealt with the person's last message. */
  private String failure(People.Person person) {
    String state =
        "outbox where state = 'failed' and failure is not null and id ="
            + " (select message_id from otp_code where account_id = '"
            + person.id()
            + "' order by sent_at desc limit 1)";
    assertThat(Poll.until(Duration.ofSeconds(10), () -> rows.count(state) == 1)).isTrue();
    return StoredText.read(
        String.valueOf(rows.query("select failure from " + state).getFirst().get("failure")));
  }

  @Nested
  class C16_AStolenNumber {
    @Test
    void getsNoCodeAndTheOwnerIsToldOnceByMail() {
      People.Person person = people.bySms();
      isSwapped(person, Duration.ofHours(30));
      Browser thief = new Browser(port);
      thief.signIn(person.username(), People.PASSWORD);
      assertThat(failure(person))
          .isEqualTo(
              "No code was sent by SMS, because the SIM card of this number was changed a short"
                  + " while ago.");
      assertThat(thief.get("/login/code").text())
          .contains("the SIM card of this number was changed");
      assertThat(Inbox.left(person.phone())).isEmpty();
      assertThat(Inbox.next(person.email()).text())
          .contains("Your mobile operator says so", "call your mobile operator at once")
          .doesNotContain(person.phone());
      clock.turn(Duration.ofSeconds(40));
      SERVICE.asked.clear();
      Browser.Page again = thief.post("/login/code/resend");
      assertThat(again.status()).isEqualTo(429);
      assertThat(again.text()).contains("No codes are sent to your number for now");
      Browser.Page other = asksForACode(person);
      assertThat(other.text()).contains("No codes are sent to your number for now", "by e-mail");
      assertThat(SERVICE.asked).as("known already").isEmpty();
      assertThat(Inbox.left(person.phone())).isEmpty();
      assertThat(Inbox.left(person.email())).isEmpty();
      assertThat(rows.events(person.id(), "AccountEvent.SimChanged")).isEqualTo(1);
    }

    @Test
    void C18_isNotCalledEither() {
      People.Person person = people.bySms();
      Browser thief = new Browser(port);
      thief.signIn(person.username(), People.PASSWORD);
      Codes.next(person.phone());
      isSwapped(person, Duration.ofMinutes(1));
      clock.turn(Duration.ofSeconds(31));
      assertThat(thief.post("/login/code/resend", "call", "yes").status()).isEqualTo(302);
      assertThat(failure(person))
          .isEqualTo(
              "There was no call with a code, because the SIM card of this number was changed a"
                  + " short while ago.");
      clock.turn(Duration.ofSeconds(31));
      Browser.Page again = thief.post("/login/code/resend", "call", "yes");
      assertThat(again.status()).isEqualTo(429);
      assertThat(again.text()).contains("No codes are sent to your number for now");
      assertThat(CALLS.to(person.phone())).isEmpty();
      assertThat(rows.events(person.id(), "AccountEvent.SimChanged")).isEqualTo(1);
    }

    @Test
    void getsCodesAgainWhenTheChangeIsOldEnough() {
      People.Person person = people.bySms();
      isSwapped(person, Duration.ofHours(239));
      asksForACode(person);
      failure(person);
      SERVICE.reset();
      clock.turn(Duration.ofMinutes(59));
      assertThat(swaps.until(accounts.find(person.id()).orElseThrow())).isPresent();
      clock.turn(Duration.ofMinutes(1));
      asksForACode(person);
      assertThat(Codes.next(person.phone())).isNotEmpty();
    }

    @Test
    void isAskedAboutAgainAfterADayIfTheServiceDoesNotSayWhen() {
      People.Person person = people.bySms();
      SERVICE.changed(person.phone(), "no date");
      asksForACode(person);
      failure(person);
      Inbox.next(person.email());
      clock.turn(Duration.ofHours(24));
      asksForACode(person);
      failure(person);
      assertThat(rows.events(person.id(), "AccountEvent.SimChanged")).as("told once").isEqualTo(1);
      SERVICE.reset();
      clock.turn(Duration.ofHours(24));
      asksForACode(person);
      assertThat(Codes.next(person.phone())).isNotEmpty();
    }

    /** No gateway failed. */
    @Test
    void isNoOutageOfTheChannel() {
      for (int i = 0; i < 3; i++) {
        People.Person person = people.bySms();
        isSwapped(person, Duration.ofHours(1));
        asksForACode(person);
        failure(person);
      }
      assertThat(outages.of(Channel.SMS)).isEmpty();
    }

    @Test
    void stopsNothingOnceTheServiceIsTakenOutOfTheSettings() {
      People.Person person = people.bySms();
      isSwapped(person, Duration.ofHours(1));
      asksForACode(person);
      failure(person);
      Account account = accounts.find(person.id()).orElseThrow();
      assertThat(swaps.until(account)).isPresent();
      @SuppressWarnings("unchecked")
      ObjectProvider<NumberRisk> none = Mockito.mock();
      assertThat(new SimSwaps(none, store, accounts, events, clock).until(account)).isEmpty();
    }

    @Test
    void thatTheAccountNoLongerHasIsNeitherKeptNorTold() {
      People.Person person = people.bySms();
      asksForACode(person);
      Codes.next(person.phone());
      rows.update(
          "update account set phone = ? where id = ?",
          person.phone().replace("+32470", "+32471"),
          person.id().value());
      assertThat(refusal(person, new SimState.Changed(null, Duration.ofDays(10)))).isPresent();
      assertThat(store.of(person.id(), person.phone())).isEmpty();
      assertThat(rows.events(person.id(), "AccountEvent.SimChanged")).isZero();
    }

    @Test
    void stopsNothingOnceTheAccountHasAnotherNumber() {
      People.Person person = people.bySms();
      isSwapped(person, Duration.ofHours(1));
      asksForACode(person);
      failure(person);
      assertThat(swaps.until(accounts.find(person.id()).orElseThrow())).isPresent();
      rows.update(
          "update account set phone = ? where id = ?",
          person.phone().replace("+32470", "+32471"),
          person.id().value());
      assertThat(swaps.until(accounts.find(person.id()).orElseThrow())).isEmpty();
    }
  }

  @Test
  void aNumberThatIsBeingRegisteredMayHaveANewSim() {
    People.Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.PHONE);
    String number = person.phone().replace("+32470", "+32472");
    SERVICE.changed(number, clock.instant().toString());
    SERVICE.asked.clear();
    browser.post("/settings/phone", "phone", number);
    assertThat(Codes.next(number)).isNotEmpty();
    assertThat(SERVICE.asked).isEmpty();
  }

  @Test
  void C17_aServiceThatAnswersNothingStopsNoCodeUnlessSetSo() {
    People.Person person = people.bySms();
    SERVICE.misbehaviour =
        exchange -> {
          TestSimSwapService.error(exchange, 503, "UNAVAILABLE");
          return true;
        };
    asksForACode(person);
    assertThat(Codes.next(person.phone())).isNotEmpty();
    assertThat(refusal(person, new SimState.Unanswered(false)))
        .hasValueSatisfying(it -> assertThat(it).startsWith("delivery.sms.sim-unknown"));
    assertThat(refusal(person, new SimState.NotCovered())).isEmpty();
    assertThat(refusal(person, new SimState.Unchanged())).isEmpty();
  }

  /** Where the settings refuse a code that the service says nothing about. */
  private Optional<String> refusal(People.Person person, SimState state) {
    @SuppressWarnings("unchecked")
    ObjectProvider<NumberRisk> risk = Mockito.mock(ObjectProvider.class);
    Mockito.when(risk.getIfAvailable()).thenReturn(number -> state);
    List<MessageId> messages =
        rows
            .query("select message_id from otp_code where account_id = ?", person.id().value())
            .stream()
            .map(row -> new MessageId((UUID) Objects.requireNonNull(row.get("message_id"))))
            .toList();
    return new SimSwapCheck(risk, store, swaps)
        .refusal(
            messages.getFirst(), Message.sms(person.phone(), "K7").withPriority(Priority.CODE));
  }
}
