package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class SignInTest {
  @LocalServerPort int port;
  @Autowired People people;

  @Test
  void signsInWithPasswordAndEmailCode() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);

    Browser.Page asked = browser.signIn(person.username(), People.PASSWORD);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text()).contains("Enter the code from message");

    Browser.Page in = browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(in.status()).isEqualTo(302);
    assertThat(in.location()).endsWith("/studies");
    assertThat(browser.cookie("__Host-sid")).hasSize(43);
    assertThat(browser.cookie("__Host-pre")).isEmpty();
  }
}
