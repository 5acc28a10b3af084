package org.sallyport.staff.admin.obstacles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.lockout.AttemptPermit;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Every state that can keep somebody out has its sentence, and tells no secret. */
@SallyportTest
@Import(States.class)
@TestPropertySource(
    properties = {
      "sallyport.sms.sim-swap.url=http://127.0.0.1:9/sim-swap/v2",
      "sallyport.sms.sim-swap.token-url=http://127.0.0.1:9/token",
      "sallyport.sms.sim-swap.client-id=hospital",
      "sallyport.sms.sim-swap.client-secret=nobody answers there"
    })
class ObstaclesTest {
  /** States of a prompt, whose sentence is tried without a device. */
  private static final Set<ObstacleKind> OF_A_DEVICE =
      EnumSet.of(
          ObstacleKind.REQUESTS_PAUSED,
          ObstacleKind.REQUEST_DENIED,
          ObstacleKind.REQUEST_WRONG_NUMBERS,
          ObstacleKind.REQUEST_REPLACED,
          ObstacleKind.REQUEST_LATE,
          ObstacleKind.REQUEST_VOID,
          ObstacleKind.REQUEST_OPEN,
          ObstacleKind.FACTOR_ASKED);

  @LocalServerPort int port;
  @Autowired States states;
  @Autowired Obstacles obstacles;
  @Autowired PromptSentence prompts;
  @Autowired SecondFactors factors;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  static Stream<ObstacleKind> ofAnAccount() {
    return EnumSet.complementOf(EnumSet.copyOf(OF_A_DEVICE)).stream();
  }

  @AfterEach
  void takeBack() {
    states.end();
  }

  @ParameterizedTest
  @MethodSource("ofAnAccount")
  void eachStateHasItsSentence(ObstacleKind kind) {
    Person person = states.of(kind, port);
    Account account = accounts.find(person.id()).orElseThrow();
    List<Obstacle> found = obstacles.of(account);
    assertThat(found).extracting(Obstacle::kind).contains(kind);
    assertThat(found)
        .allSatisfy(
            obstacle ->
                assertThat(obstacle.sentence())
                    .startsWith(account.name())
                    .doesNotContain("{", "null")
                    .endsWith("."));
    tellsNoSecret(person, found);
  }

  private void tellsNoSecret(Person person, List<Obstacle> found) {
    String told = found.toString();
    assertThat(told).doesNotContain(person.email(), person.phone(), "+819012345678");
    assertThat(told).doesNotContainPattern("\\b[0-9]{3} ?[0-9]{3}\\b");
  }

  @Test
  void theLockNamesTheTimeThePlaceAndTheReference() {
    Person person = states.of(ObstacleKind.LOCKED, port);
    Obstacle first = obstacles.of(accounts.find(person.id()).orElseThrow()).getFirst();
    assertThat(first.sentence())
        .matches(
            "Dr Person \\d+ cannot sign in because wrong code no\\. 5, typed at \\d\\d:\\d\\d from 127\\.0\\.0\\.1.*"
                + " locked the account \\(reference L-\\d{4}\\)\\.");
    assertThat(first.remedy()).isEqualTo(Remedy.UNLOCK);
  }

  @Test
  void theGatewayIsNamedWithTheTimeSinceWhen() {
    Person person = states.of(ObstacleKind.CHANNEL_REFUSES, port);
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()).getFirst().sentence())
        .matches(
            "Dr Person \\d+ gets no code because our SMS gateway has refused messages since \\d\\d:\\d\\d:"
                + " The SMS gateway does not answer\\.");
  }

  @Test
  void C16_aChangedSimIsSaidOnceWithTheResetForItsOwner() {
    Person person = states.of(ObstacleKind.SIM_CHANGED, port);
    new Browser(port).signIn(person.username(), People.PASSWORD);
    List<Obstacle> found = obstacles.of(accounts.find(person.id()).orElseThrow());
    assertThat(found)
        .extracting(Obstacle::kind)
        .containsOnlyOnce(ObstacleKind.SIM_CHANGED)
        .doesNotContain(ObstacleKind.SENDING_LIMIT, ObstacleKind.CODE_NOT_ASKED);
    Obstacle first = found.getFirst();
    assertThat(first.sentence())
        .matches(
            "Dr Person \\d+ gets no codes at \\+32 [^0-9]* \\d\\d, at least until .*\\d\\d:\\d\\d, because the mobile"
                + " operator says that the SIM card of this number was changed\\.");
    assertThat(first.advice()).contains("Do not call back on this number");
    assertThat(first.remedy()).isEqualTo(Remedy.RESET);
  }

  @Test
  void C16_aChangedSimKeepsOutWhoHasNoMethodAndNotWhoHasAnother() {
    Person person = states.of(ObstacleKind.SIM_CHANGED, port);
    rows.update("update account set method = null where id = ?", person.id().value());
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .contains(ObstacleKind.SIM_CHANGED);
    Person other = states.of(ObstacleKind.OTHER_SIM_CHANGED, port);
    assertThat(obstacles.of(accounts.find(other.id()).orElseThrow()))
        .allMatch(obstacle -> obstacle.kind().letsSignIn());
  }

  @Test
  void C16_aResetAtTheDeskRemovesTheNumberUnlessThatIsUnticked() {
    Person person = states.of(ObstacleKind.SIM_CHANGED, port);
    String path = "/admin/desk/" + person.id();
    Browser desk = Visitors.signedIn(people.helpDesk(), port);
    assertThat(ticks(desk.get(path))).containsExactly("checked");
    assertThat(ticks(desk.post(path + "/end", "reason", ""))).containsExactly("checked");
    assertThat(ticks(desk.post(path + "/reset", "reason", ""))).containsExactly("");
    assertThat(ticks(desk.get("/admin/desk/" + people.bySms().id()))).containsExactly("");
  }

  /** Whether the box of the number is ticked, in each form that has it. */
  private static List<String> ticks(Browser.Page page) {
    return Jsoup.parse(page.body()).select("input[name=phoneLost]").stream()
        .map(box -> box.hasAttr("checked") ? "checked" : "")
        .toList();
  }

  @Test
  void C16_aChangedSimOfAnotherNumberIsNotSaid() {
    Person person = states.of(ObstacleKind.SIM_CHANGED, port);
    rows.update("update account set phone = '+32470654321' where id = ?", person.id().value());
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .doesNotContain(ObstacleKind.SIM_CHANGED);
  }

  @Test
  void oneFailedMessageIsNoOutage() {
    Person person = states.of(ObstacleKind.MESSAGE_FAILED, port);
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .contains(ObstacleKind.MESSAGE_FAILED)
        .doesNotContain(ObstacleKind.CHANNEL_REFUSES);
  }

  @Test
  void theMostSeriousComesFirst() {
    Person person = states.of(ObstacleKind.LOCKED, port);
    rows.update(
        "update account set disabled_at = locked_at, password_change_required = true where id = ?",
        person.id().value());
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .startsWith(ObstacleKind.DISABLED, ObstacleKind.LOCKED)
        .contains(ObstacleKind.PASSWORD_CHANGE_REQUIRED);
  }

  @Test
  void whoCannotSignInIsNotSaidToSeeNoStudies() {
    Person person = states.of(ObstacleKind.INVITED, port);
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .contains(ObstacleKind.INVITED)
        .doesNotContain(ObstacleKind.NO_STUDY_RIGHT);
  }

  @Test
  void lookingChangesNothing() {
    Person person = states.of(ObstacleKind.CODE_SENT, port);
    String state =
        "select (select count(*) from outbox) as messages, (select count(*) from audit_event) as events,"
            + " (select count(*) from otp_code) as codes";
    Object before = rows.query(state);
    obstacles.of(accounts.find(person.id()).orElseThrow());
    assertThat(rows.query(state)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Prompt.Approval.State.class)
  void aRequestOnAPhoneNeverShowsItsNumber(Prompt.Approval.State state) {
    Account account = accounts.find(people.bySms().id()).orElseThrow();
    SecondFactor factor = factors.strongest(account).orElseThrow();
    Instant now = clock.instant();
    Prompt prompt =
        new Prompt.Approval(
            state, "93-17", "scanned-secret", "“Hester’s phone”", now, now, "Firefox", "::1", true);
    Obstacle obstacle = prompts.of(account, factor, prompt, now);
    assertThat(OF_A_DEVICE).contains(obstacle.kind());
    assertThat(obstacle.sentence()).contains("“Hester’s phone”").endsWith(".");
    assertThat(obstacle.toString()).doesNotContain("93-17", "scanned-secret");
  }

  @Test
  void aFactorThatSendsNothingIsNamed() {
    Account account = accounts.find(people.bySms().id()).orElseThrow();
    SecondFactor factor = factors.strongest(account).orElseThrow();
    Prompt prompt =
        new Prompt.Typed("Enter the code", "In the app", Prompt.Field.sixDigits("app code"));
    Obstacle obstacle = prompts.of(account, factor, prompt, clock.instant());
    assertThat(obstacle.kind()).isEqualTo(ObstacleKind.FACTOR_ASKED);
    assertThat(obstacle.sentence()).contains(factor.name());
  }

  @Test
  void whoIsKeptOutByNothingHasNone() {
    Person person = states.of(ObstacleKind.NO_STUDY, port);
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .containsExactly(ObstacleKind.NO_STUDY);
  }

  /** The refusals of the sign-in itself: each is explained by one of the kinds, or needs none. */
  private static final Map<Class<?>, Map<String, Set<ObstacleKind>>> REFUSALS =
      Map.of(
          PasswordResult.class,
          Map.of(
              "BadCredentials",
              Set.of(ObstacleKind.WRONG_PASSWORDS, ObstacleKind.DISABLED, ObstacleKind.NOT_INVITED),
              "Throttled",
              Set.of(ObstacleKind.PASSWORD_WAIT),
              "Busy",
              Set.of(),
              "DirectoryAway",
              Set.of(),
              "RefusedByDirectory",
              Set.of(ObstacleKind.DIRECTORY_REFUSED),
              "NoAccount",
              Set.of(ObstacleKind.DIRECTORY_REFUSED),
              "NeedsFactor",
              Set.of(),
              "SignedIn",
              Set.of()),
          AttemptPermit.class,
          Map.of(
              "Counted",
              Set.of(),
              "Locked",
              Set.of(ObstacleKind.LOCKED, ObstacleKind.DISABLED),
              "Wait",
              Set.of(ObstacleKind.CODE_WAIT)),
          ChallengeResult.class,
          Map.of(
              "Issued",
              Set.of(),
              "JustSent",
              Set.of(ObstacleKind.CODE_SENT),
              "NotBefore",
              Set.of(
                  ObstacleKind.SENDING_LIMIT,
                  ObstacleKind.EMAIL_CODES_WAIT,
                  ObstacleKind.SMS_CODES_WAIT),
              "Exhausted",
              Set.of(ObstacleKind.SENDS_USED_UP),
              "NotLinked",
              Set.of(ObstacleKind.METHOD_UNUSABLE, ObstacleKind.NO_METHOD_POSSIBLE)),
          Verdict.class,
          Map.ofEntries(
              Map.entry("Accepted", Set.of()),
              Map.entry("Complete", Set.of()),
              Map.entry("Malformed", Set.of(ObstacleKind.CODE_SENT, ObstacleKind.FACTOR_ASKED)),
              Map.entry(
                  "Mismatch",
                  Set.of(
                      ObstacleKind.CODE_SENT,
                      ObstacleKind.CODE_EXPIRED,
                      ObstacleKind.CODE_REPLACED)),
              Map.entry("Repeated", Set.of()),
              Map.entry("NotAccepted", Set.of(ObstacleKind.FACTOR_ASKED)),
              Map.entry("Wait", Set.of(ObstacleKind.CODE_WAIT)),
              Map.entry("Unanswered", Set.of(ObstacleKind.REQUEST_OPEN, ObstacleKind.REQUEST_LATE)),
              Map.entry(
                  "NotApproved",
                  Set.of(
                      ObstacleKind.REQUEST_DENIED,
                      ObstacleKind.REQUEST_WRONG_NUMBERS,
                      ObstacleKind.REQUEST_REPLACED,
                      ObstacleKind.REQUEST_VOID)),
              Map.entry("Locked", Set.of(ObstacleKind.LOCKED)),
              Map.entry("TriesUsedUp", Set.of(ObstacleKind.LOCKED)),
              Map.entry("Over", Set.of(ObstacleKind.SENDS_USED_UP))));

  @Test
  void eachRefusalOfTheSignInIsExplained() {
    REFUSALS.forEach(
        (type, explained) ->
            assertThat(cases(type))
                .as(type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(explained.keySet()));
  }

  private static List<String> cases(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .flatMap(it -> it.isInterface() ? cases(it).stream() : Stream.of(it.getSimpleName()))
        .toList();
  }

  @Test
  void aWaitForCodesBySmsIsNamedAndIsNoneWithoutANumber() {
    Person person = states.of(ObstacleKind.SMS_CODES_WAIT, port);
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::sentence)
        .anyMatch(
            it ->
                it.matches(
                    "Dr Person \\d+ cannot use codes by SMS until .*\\d\\d:\\d\\d, because an admin"
                        + " changed the mobile number\\."));
    rows.update("update account set phone = null where id = ?", person.id().value());
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .doesNotContain(ObstacleKind.SMS_CODES_WAIT);
  }

  @Test
  void aWaitThatIsOverIsNone() {
    Person person = states.of(ObstacleKind.CODE_WAIT, port);
    clock.turn(Duration.ofHours(2));
    assertThat(obstacles.of(accounts.find(person.id()).orElseThrow()))
        .extracting(Obstacle::kind)
        .doesNotContain(ObstacleKind.CODE_WAIT);
  }
}
