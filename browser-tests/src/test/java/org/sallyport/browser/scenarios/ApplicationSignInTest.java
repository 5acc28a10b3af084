package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Signing in to an application of another origin: after the forms of the sign-in the browser must
 * be let go there, whatever the content policy says of forms.
 */
class ApplicationSignInTest extends Scenario {
  private static final byte[] PAGE =
      "<!DOCTYPE html><html lang=\"en\"><title>App</title><h1>Arrived</h1></html>"
          .getBytes(StandardCharsets.UTF_8);

  @Autowired Clients clients;
  private HttpServer server;
  private String callback = "";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, PAGE.length);
          exchange.getResponseBody().write(PAGE);
          exchange.close();
        });
    server.start();
    callback = "http://127.0.0.1:" + server.getAddress().getPort() + "/cb";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String authorize(boolean own, String more) {
    String id = "browser-" + server.getAddress().getPort() + (own ? "" : "-foreign");
    clients.add(
        new Clients.Registration(
            id,
            "Tumour board",
            Authentication.NONE,
            false,
            own,
            List.of(callback),
            List.of(),
            null,
            Clients.SCOPES,
            null,
            new Policy(Set.of(), Set.of(), Assurance.PASSWORD, null),
            Duration.ofMinutes(5)),
        new Actor(null, "test", null),
        Origin.COMMAND_LINE);
    return "/oauth2/authorize?response_type=code&scope=openid%20email&state=s&client_id="
        + id
        + "&redirect_uri="
        + callback
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        + more;
  }

  @AtEachWidth
  void leadsThroughTheSignInToTheApplication(Width width) {
    Caller caller = caller(people.byEmail(), width);
    Window window = caller.window();
    window.mayLeaveFor(callback.replace("/cb", "/"));
    window.open(authorize(true, ""));
    assertThat(window.path()).isEqualTo("/login");
    caller.givesPassword(People.PASSWORD);
    caller.answers(caller.mailedCode());
    window.page().waitForURL(callback + "?code=*");
    assertThat(window.heading()).isEqualTo("Arrived");
    window.open("/settings/applications");
    assertThat(window.text()).contains("Tumour board");
    assertThat(window.barriers()).isEmpty();
    photograph(window, "applications");
  }

  private static void photograph(Window window, String name) {
    String folder = System.getProperty("pictures.of.applications");
    if (folder != null) {
      window.picture(java.nio.file.Path.of(folder, name + ".png"));
    }
  }

  @AtEachWidth
  void asksForConsentAndLeadsThere(Width width) {
    Caller caller = caller(people.byEmail(), width);
    Window window = caller.comesIn().window();
    window.mayLeaveFor(callback.replace("/cb", "/"));
    window.open(authorize(false, ""));
    assertThat(window.heading()).isEqualTo("Sign in to Tumour board");
    assertThat(window.text()).contains("your e-mail address");
    assertThat(window.barriers()).isEmpty();
    assertThat(window.scrollsSideways()).isFalse();
    photograph(window, "consent");
    window.press("Allow");
    window.page().waitForURL(callback + "?code=*");
    assertThat(window.heading()).isEqualTo("Arrived");
  }
}
