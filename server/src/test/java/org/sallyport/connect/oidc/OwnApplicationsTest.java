package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** My Account, Applications. */
@SallyportTest
class OwnApplicationsTest {
  private static final String PAGE = "/settings/applications";
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;

  @Test
  void oneIsEndedWithItsTokensAndItsConsent() {
    RelyingParty app =
        RelyingParty.with(
            clients,
            port,
            Authentication.CLIENT_SECRET_BASIC,
            false,
            RelyingParty.any(),
            RelyingParty.CALLBACK);
    RelyingParty other = RelyingParty.confidential(clients, port);
    People.Person person = people.byEmail();
    Browser browser = Visitors.signedIn(person, port);
    assertThat(browser.get(PAGE).text()).contains("You are signed in to no application");
    Browser.Page asked = browser.follow(browser.get(app.authorize()));
    Browser.Page allowed = browser.post(asked.response().uri().getPath() + "/allow");
    String code = RelyingParty.movesOn(browser.follow(allowed)).get("code");
    String token = app.redeem(code).text("access_token");
    String kept = other.redeem(other.code(browser)).text("access_token");
    Browser.Page list = browser.get(PAGE);
    assertThat(list.text()).contains(app.client.name(), other.client.name(), "your role");

    Browser.Page ended = browser.post(PAGE + "/end", "id", app.client.id().toString());
    assertThat(browser.follow(ended).text())
        .contains("access has ended")
        .doesNotContain(app.client.name());
    assertThat(app.userInfo(token).status()).isEqualTo(401);
    assertThat(other.userInfo(kept).status()).isEqualTo(200);
    assertThat(browser.get(app.authorize()).location()).startsWith("/oauth2/request/");
    assertThat(rows.events(person.id(), "ApplicationEvent.Withdrawn")).isEqualTo(1);
    browser.get(PAGE);
    assertThat(browser.post(PAGE + "/end", "id", app.client.id().toString()).location())
        .as("again")
        .isEqualTo(PAGE);
  }
}
