package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a complete sign-in must have verified for the pages to open. */
@SallyportTest
class SecondFactorTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  @ParameterizedTest
  @CsvSource({"email, 403", "remembered, 200", "password, 200"})
  void isVerifiedOrReplacedByAMethodThatMayReplaceIt(String method, int status) {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    rows.update(
        "update sign_in set factor_at = null, factor_method = null, method = ? where account_id = ? and state = 'complete'",
        method,
        person.id().value());
    assertThat(browser.get("/settings/account").status()).isEqualTo(status);
  }
}
