package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.access.Origin;
import org.sallyport.portal.sharing.reference.GivenReferences;
import org.sallyport.portal.sharing.reference.ReferenceNumber;
import org.sallyport.portal.studies.LetterReferences;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Reference numbers: issued for a study, used with the patient's birth date. */
/* A separate application: these tests turn its clock by weeks. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class ReferenceNumbersTest {
  private static final String BORN = "14.3.1958";

  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired LetterReferences letters;
  @Autowired GivenReferences references;
  @Autowired Disabling disabling;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Owner.Signed owner;
  private Person other;
  private Browser receiver;

  @BeforeEach
  void somebodyWithAStudy() {
    owner =
        owners.signedIn(
            port,
            new TestStudy()
                .with("PatientID", "BORN-" + System.nanoTime())
                .with("PatientBirthDate", "19580314"));
    other = people.byEmail();
    receiver = Visitors.signedIn(other, port);
  }

  private Page issue(String... more) {
    Page form = owner.browser().get("/studies/reference?study=" + owner.uid());
    assertThat(form.status()).as(form.text()).isEqualTo(200);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    String request = more.length == 0 ? UUID.randomUUID().toString() : more[0];
    return owner
        .browser()
        .post(
            "/studies/reference",
            "study",
            owner.uid().value(),
            "request",
            request,
            "until",
            today.plusDays(30).toString());
  }

  private String number() {
    Page letter = issue();
    assertThat(letter.status()).isEqualTo(200);
    return letter.text().replaceAll(".*?([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}).*", "$1");
  }

  private Page add(Browser browser, String number, String born) {
    browser.get("/studies/add");
    return browser.post("/studies/add", "number", number, "born", born);
  }

  private static String another(String number) {
    String bare = number.replace("-", "");
    for (char first : "23456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
      for (char last : "23456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        String made = first + bare.substring(1, 11) + last;
        if (first != bare.charAt(0) && ReferenceNumber.parse(made).isPresent()) {
          return made;
        }
      }
    }
    throw new IllegalStateException();
  }

  private int status() {
    return receiver.get("/studies/" + owner.uid()).status();
  }

  @Test
  void aNumberAndTheBirthDateAddTheStudyAndTheIssuerSeesIt() {
    String number = number();
    assertThat(status()).isEqualTo(404);
    assertThat(
            add(receiver, number.toLowerCase(Locale.ROOT).replace("-", " "), "1958-03-14")
                .location())
        .isEqualTo("/studies/" + owner.uid());
    assertThat(status()).isEqualTo(200);
    assertThat(add(receiver, number, BORN).status()).isEqualTo(302);
    Page mine = owner.browser().get("/studies/shared");
    assertThat(mine.text()).contains("Used by").contains("Dr Person").doesNotContain(number);
  }

  @Test
  void Rule28_isIssuedAfterAFreshSecondFactorOnly() {
    clock.turn(Duration.ofMinutes(5));
    Page refused = issue();
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("Confirm first that it is you: a reference number");
    assertThat(
            rows.query(
                "select from reference_number where issuer_id = ?", owner.person().id().value()))
        .isEmpty();
    Browser browser = owner.browser();
    assertThat(browser.post("/settings/begin", "change", "sharing").location())
        .endsWith("/settings/confirm");
    browser.get("/settings/confirm");
    String back =
        browser.post("/settings/confirm", "code", Inside.code(owner.person().email())).location();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    Page page = browser.follow(browser.get(back));
    assertThat(page.body()).contains("value=\"" + today.plusDays(30) + "\"");
    assertThat(page.text()).contains("Issue number").doesNotContain("Confirm first");
    assertThat(number()).matches("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}");
  }

  @Test
  void aWrongNumberAndAWrongBirthDateAreAnsweredAlike() {
    String number = number();
    Page wrongDate = add(receiver, number, "15.3.1958");
    Page wrongNumber = add(receiver, another(number), BORN);
    assertThat(wrongDate.status()).isEqualTo(422).isEqualTo(wrongNumber.status());
    assertThat(wrongDate.text()).isEqualTo(wrongNumber.text());
    assertThat(status()).isEqualTo(404);
  }

  @Test
  void fiveWrongBirthDatesLockTheNumberWhoeverTries() {
    String number = number();
    for (int i = 1; i <= 4; i++) {
      add(receiver, number, i + ".1.1990");
    }
    Browser third = Visitors.signedIn(people.byEmail(), port);
    assertThat(add(third, number, "5.1.1990").status()).isEqualTo(422);
    assertThat(add(third, number, BORN).status()).isEqualTo(422);
    assertThat(owner.browser().get("/studies/shared").text()).contains("Five wrong birth dates");
  }

  @Test
  void triesOfAnAccountAreCountedAndSlowDown() {
    String number = number();
    for (int i = 0; i < 5; i++) {
      assertThat(add(receiver, another(number), BORN).status()).isEqualTo(422);
    }
    assertThat(add(receiver, number, BORN).status()).isEqualTo(429);
    clock.turn(Duration.ofHours(1));
    receiver = Visitors.signedIn(other, port);
    assertThat(add(receiver, number, BORN).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(strings = {"14 March 1958", "14/03/1958", "14 3 1958", "14031958"})
  void theBirthDateIsReadAsInTheSearch(String born) {
    assertThat(add(receiver, number(), born).status()).isEqualTo(302);
  }

  @Test
  void aTypingErrorCostsNoTry() {
    String number = number();
    String typo = (number.charAt(0) == 'A' ? "B" : "A") + number.substring(1);
    for (int i = 0; i < 6; i++) {
      assertThat(add(receiver, typo, BORN).text()).contains("This is not a reference number");
      assertThat(add(receiver, number, "31.2.1958").text()).contains("Type day, month and year");
    }
    assertThat(add(receiver, number, BORN).status()).isEqualTo(302);
  }

  @Test
  void endsWithItsWithdrawalAndItsTime() {
    String number = number();
    add(receiver, number, BORN);
    assertThat(status()).isEqualTo(200);
    owner.browser().get("/studies/shared");
    String id =
        String.valueOf(
            rows.query(
                    "select id from reference_number where issuer_id = ?",
                    owner.person().id().value())
                .getFirst()
                .get("id"));
    owner.browser().post("/studies/shared/withdraw-number", "id", id);
    assertThat(status()).isEqualTo(404);
    assertThat(add(receiver, number, BORN).status()).isEqualTo(422);
    String second = number();
    clock.turn(Duration.ofDays(31));
    receiver = Visitors.signedIn(other, port);
    assertThat(add(receiver, second, BORN).status()).isEqualTo(422);
  }

  @Test
  void isIssuedOnceByARepeatedForm() {
    String request = UUID.randomUUID().toString();
    assertThat(issue(request).status()).isEqualTo(200);
    Page again = issue(request);
    assertThat(again.location()).isEqualTo("/studies/shared?done=number");
    assertThat(owner.browser().get(again.location()).text())
        .contains("A number was issued already");
  }

  @Test
  void isListedWhileValidHoweverManyEnded() {
    number();
    String first = issued("id");
    rows.update("update reference_number set issued_at = issued_at - interval '1 hour'");
    number();
    UUID second =
        (UUID)
            Objects.requireNonNull(
                rows.query(
                        "select id from reference_number where issuer_id = ? order by issued_at desc",
                        owner.person().id().value())
                    .getFirst()
                    .get("id"));
    owner.browser().get("/studies/shared");
    owner.browser().post("/studies/shared/withdraw-number", "id", second.toString());
    assertThat(references.of(owner.person().id()))
        .extracting(it -> it.id().toString())
        .containsExactly(first, second.toString());
    rows.update(
        "update reference_number set withdrawn_at = withdrawn_at - interval '31 days' where id = ?",
        second);
    assertThat(references.of(owner.person().id())).hasSize(1);
  }

  @Test
  void cannotBeIssuedWithoutABirthDate() {
    owner = owners.signedIn(port, new TestStudy().with("PatientID", "UNBORN-1"));
    assertThat(owner.browser().get("/studies/reference?study=" + owner.uid()).text())
        .contains("No number can be issued");
    assertThat(issue().status()).isEqualTo(422);
  }

  @Test
  void ofALetterIsIssuedInNobodysName() {
    LetterReferences.Result result = letters.issue(owner.uid(), "the desk", Origin.COMMAND_LINE);
    assertThat(result)
        .isInstanceOfSatisfying(
            LetterReferences.Issued.class,
            done -> assertThat(add(receiver, done.number(), BORN).status()).isEqualTo(302));
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void ofALetterEndsByACommandWithWhatWasAddedByIt() {
    LetterReferences.Issued done =
        (LetterReferences.Issued) letters.issue(owner.uid(), "the desk", Origin.COMMAND_LINE);
    String mine = number();
    add(receiver, done.number(), BORN);
    assertThat(status()).isEqualTo(200);
    assertThat(letters.withdraw(owner.uid(), "the desk", "lost", Origin.COMMAND_LINE)).isEqualTo(1);
    assertThat(status()).isEqualTo(404);
    assertThat(add(receiver, done.number(), BORN).status()).isEqualTo(422);
    assertThat(letters.withdraw(owner.uid(), "the desk", "lost", Origin.COMMAND_LINE)).isZero();
    assertThat(add(receiver, mine, BORN).status()).as("a number of a person").isEqualTo(302);
  }

  @Test
  void endsWithTheSignInThatItsOwnerReported() {
    String number = number();
    add(receiver, number, BORN);
    assertThat(status()).isEqualTo(200);
    Browser second = Visitors.signedIn(owner.person(), port);
    second.get("/settings/history");
    second.post("/settings/history/not-me", "id", issued("sign_in_id"));
    assertThat(status()).isEqualTo(404);
    assertThat(add(receiver, number, BORN).status()).isEqualTo(422);
  }

  @Test
  void endsWithARecordWhenItsIssuerIsDisabled() {
    String number = number();
    disabling.disable(owner.person().id(), "a test", "has left", Origin.COMMAND_LINE);
    assertThat(add(receiver, number, BORN).status()).isEqualTo(422);
    assertThat(
            rows.query(
                "select from audit_event where type = 'ShareEvent.ReferenceWithdrawn' and details #>> '{study,value}' = ?",
                owner.uid().value()))
        .hasSize(1);
  }

  private String issued(String column) {
    return String.valueOf(
        rows.query(
                "select " + column + " as it from reference_number where issuer_id = ?",
                owner.person().id().value())
            .getFirst()
            .get("it"));
  }

  /** The issuer has the study by a share, which has ended since. */
  @Test
  void isNotLockedByRightBirthDatesOnceItsIssuerLostTheStudy() {
    Owner.Signed sharer = owner;
    Person issuer = people.byEmail();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    owners.share(
        sharer.browser(),
        issuer.username(),
        List.of(sharer.uid()),
        Owner.period(today, 40, "onward", "yes"));
    owner =
        new Owner.Signed(issuer, Visitors.signedIn(issuer, port), sharer.study(), sharer.number());
    String number = number();
    sharer.browser().get("/studies/shared");
    sharer.browser().post("/studies/shared/withdraw", "id", owners.shareOf(sharer.person()));
    for (int i = 0; i < 5; i++) {
      assertThat(add(receiver, number, BORN).status()).isEqualTo(422);
    }
    assertThat(issued("locked_at")).isEqualTo("null");
    assertThat(issued("wrong_tries")).isEqualTo("0");
    assertThat(rows.query("select id from share where account_id = ?", other.id().value()))
        .isEmpty();
  }

  @Test
  void isStoredAsAHash() {
    String bare = number().replace("-", "");
    assertThat(rows.query("select * from reference_number").toString()).doesNotContain(bare);
    assertThat(rows.query("select details::text as it from audit_event").toString())
        .doesNotContain(bare);
  }

  @Test
  void everyMistypedCharacterIsFound() {
    String bare = number().replace("-", "");
    for (int i = 0; i < bare.length(); i++) {
      for (char letter : "23456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        String typed = bare.substring(0, i) + letter + bare.substring(i + 1);
        assertThat(ReferenceNumber.parse(typed).isPresent()).isEqualTo(typed.equals(bare));
      }
    }
  }
}
