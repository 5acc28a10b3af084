package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.gate.accountrecovery.forgotten.ForgottenPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Installations that accept the risk that access to the mailbox alone is enough to sign in. */
@SallyportTest
@TestPropertySource(properties = "sallyport.account-recovery.email-code-delay=0")
class MailboxAcceptedTest {
  private static final String NEW = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ForgottenPasswords forgotten;

  @Test
  void aCodeByEmailOpensTheAccountAtOnce() {
    People.Person person = people.byEmail();
    forgotten.ask(person.username(), Origin.COMMAND_LINE, null);
    Browser browser = new Browser(port);
    browser.follow(browser.get(LinksInMail.nextPath(person.email())));
    assertThat(browser.follow(browser.submit("/password", "password", NEW)).text())
        .doesNotContain("a code by e-mail is not accepted");
    browser.signIn(person.username(), NEW);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }
}
