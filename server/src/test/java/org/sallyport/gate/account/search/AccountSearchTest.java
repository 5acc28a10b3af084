package org.sallyport.gate.account.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Accounts;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** One field finds an account by whatever the caller says. */
@SallyportTest
class AccountSearchTest {
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired AccountSearch search;
  @Autowired Accounts accounts;
  @Autowired TransactionTemplate transaction;

  private Person person;

  @BeforeEach
  void somebody() {
    person = people.bySms();
    rows.update(
        "update account set name = 'Dr Zoë Lefèvre-Ångström' where id = ?", person.id().value());
    rows.update(
        "insert into physician_number (account_id, issuer, number) values (?, 'RIZIV', ?)",
        person.id().value(),
        number());
  }

  private String number() {
    return "7" + person.phone().substring(6);
  }

  private boolean finds(String typed) {
    return search.find(typed).stream().anyMatch(it -> it.id().equals(person.id()));
  }

  @Nested
  class IsFoundBy {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Lefèvre-Ångström Zoë",
          "lefevre angstrom zoe",
          "LEFEVRE ANGSTROM",
          "angstrom, zoe",
          "lefevre-angstrom zoe",
          "zoe lefe ångst"
        })
    void theName(String typed) {
      assertThat(search.find(typed)).isNotEmpty();
      rows.update(
          "update account set name = name || ' Q' || ? where id = ?",
          person.username(),
          person.id().value());
      assertThat(finds(typed + " q" + person.username())).isTrue();
    }

    @Test
    void theUsernameTheAddressAndTheNumber() {
      assertThat(finds(person.username())).isTrue();
      assertThat(finds(" " + person.username().toUpperCase(Locale.ROOT))).isTrue();
      assertThat(finds(person.email())).isTrue();
      assertThat(finds(person.email().substring(0, person.email().length() - 4))).isTrue();
      assertThat(finds(number())).isTrue();
      assertThat(finds("RIZIV:" + number())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"+32470,+32470", "+32470,0470", "+32470,0032470", "+32470,470"})
    void thePhoneNumberHoweverItIsSaid(String stored, String said) {
      String rest = person.phone().substring(stored.length());
      String spaced = said + " " + rest.substring(0, 2) + "." + rest.substring(2);
      assertThat(finds(spaced)).isTrue();
      assertThat(finds(said + rest.substring(0, 5) + "x")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1-23456-78-901,12345678901", "1-23456-78-901,1.23456.78", "P-88123,88123"})
    void theDigitsOfItsNumber(String number, String said) {
      rows.update(
          "insert into patient_number (account_id, issuer, number) values (?, ?, ?)",
          person.id().value(),
          person.username(),
          number);
      assertThat(finds(said)).isTrue();
      assertThat(finds(number)).isTrue();
      assertThat(finds(said + "5")).isFalse();
    }

    @Test
    void aNumberThatLooksLikeTheReferenceOfALock() {
      rows.update(
          "insert into patient_number (account_id, issuer, number) values (?, ?, 'L-3907')",
          person.id().value(),
          person.username());
      assertThat(finds("L-3907")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-4711", "l-4711", "L4711", "l 4711", "4711", " 4711 "})
    void theReferenceOfItsLock(String typed) {
      rows.update(
          "update account set locked_at = created_at, lock_reference = 'L-4711' where id = ?",
          person.id().value());
      assertThat(finds(typed)).isTrue();
      rows.update(
          "update account set locked_at = null, lock_reference = null where id = ?",
          person.id().value());
      assertThat(finds(typed)).isFalse();
    }
  }

  @Nested
  class IsCurrent {
    @Test
    void inTheTransactionOfTheChange() {
      transaction.executeWithoutResult(
          status -> {
            accounts.setEmail(accounts.hold(person.id()), "moved." + person.email(), Instant.EPOCH);
            assertThat(finds("moved." + person.email())).isTrue();
            assertThat(finds(person.email())).isFalse();
            status.setRollbackOnly();
          });
      assertThat(finds(person.email())).isTrue();
      assertThat(finds("moved." + person.email())).isFalse();
    }

    @Test
    void afterANumberIsTakenAway() {
      rows.update("delete from physician_number where account_id = ?", person.id().value());
      assertThat(finds(number())).isFalse();
    }

    @Test
    void afterTheAccountIsGone() {
      rows.update("delete from account where id = ?", person.id().value());
      assertThat(finds(person.username())).isFalse();
      assertThat(rows.count("account_word where account_id = '" + person.id() + "'")).isZero();
    }

    @Test
    void aFailedTryDoesNotRewriteTheIndex() {
      String xmin = "select xmin::text as x from account_word where account_id = ?";
      Object before = rows.query(xmin, person.id().value());
      rows.update("update account set wrong_codes = 1 where id = ?", person.id().value());
      assertThat(rows.query(xmin, person.id().value())).isEqualTo(before);
    }
  }

  @Nested
  class Returns {
    @Test
    void theExactUsernameFirstAndNoMoreThanSaid() {
      String stem = "zq" + person.username();
      rows.update(
          "update account set username = ?, username_key = ? where id = ?",
          stem,
          stem,
          person.id().value());
      for (int i = 0; i < AccountSearch.MAX_RESULTS + 5; i++) {
        Person other = people.byEmail();
        rows.update(
            "update account set name = ? where id = ?", "Aa " + stem + i, other.id().value());
      }
      List<FoundAccount> found = search.find(stem);
      assertThat(found).hasSize(AccountSearch.MAX_RESULTS + 1);
      assertThat(found.getFirst().id()).isEqualTo(person.id());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "-",
          "'",
          "':*",
          "& |",
          "!",
          "\\",
          "a' & 'b",
          "'; drop table account; --",
          "(",
          "<->",
          "%",
          "_",
          "\0",
          "x'y\\",
          "nobody-has-this-name"
        })
    void nothingForWhatIsNoWord(String typed) {
      assertThat(search.find(typed)).isEmpty();
    }

    @Test
    void noContacts() {
      assertThat(search.find(person.username()).toString())
          .doesNotContain(person.email(), person.phone());
    }
  }
}
