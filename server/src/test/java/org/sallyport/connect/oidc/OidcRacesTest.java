package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SecondNode;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

/** Codes and tokens that are redeemed and ended at once, on two nodes. */
@Tag("long")
@SallyportTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcRacesTest {
  private static final int CALLS = 20;
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired ConfigurableApplicationContext context;

  private SecondNode node;
  private RelyingParty here;
  private RelyingParty there;
  private People.Person person;
  private Browser browser;

  @BeforeAll
  void secondNode() {
    node = SecondNode.beside(context);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @BeforeEach
  void signIn() {
    here = RelyingParty.confidential(clients, port);
    there = new RelyingParty(here.client, here.secret, node.port());
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
  }

  /** Half of the calls at each node. */
  private List<RelyingParty.Answer> onBothNodes(Function<RelyingParty, RelyingParty.Answer> call)
      throws Exception {
    List<Callable<RelyingParty.Answer>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      RelyingParty at = i % 2 == 0 ? here : there;
      calls.add(() -> call.apply(at));
    }
    return atOnce(calls);
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(calls)) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private void onlyOneAndItIsOver(List<RelyingParty.Answer> answers) {
    List<RelyingParty.Answer> won = answers.stream().filter(it -> it.status() == 200).toList();
    assertThat(won).hasSizeLessThanOrEqualTo(1);
    won.forEach(this::isOver);
    assertThat(
            rows.count(
                "oidc_grant where revoked_at is not null and account_id = '" + person.id() + "'"))
        .isEqualTo(1);
  }

  private void isOver(RelyingParty.Answer tokens) {
    if (tokens.status() == 200) {
      assertThat(here.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
      assertThat(there.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
      assertThat(there.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    }
  }

  @RepeatedTest(5)
  void Rule53_aCodeIsRedeemedOnce() throws Exception {
    String code = here.code(browser);
    onlyOneAndItIsOver(onBothNodes(it -> it.redeem(code)));
  }

  @RepeatedTest(5)
  void Rule53_aRefreshTokenIsRedeemedOnce() throws Exception {
    String token = here.redeem(here.code(browser)).text("refresh_token");
    onlyOneAndItIsOver(onBothNodes(it -> it.refresh(token)));
  }

  @RepeatedTest(5)
  void Rule53_whatIsRedeemedWhileThePersonSignsOutIsOver() throws Exception {
    String code = here.code(browser);
    browser.get("/settings/sessions");
    Browser other = browser.at(node.port());
    List<RelyingParty.Answer> answers = new ArrayList<>();
    atOnce(
        List.of(() -> answers.add(here.redeem(code)), () -> other.post("/logout").status() == 302));
    isOver(answers.getFirst());
    assertThat(there.redeem(code).status()).isEqualTo(400);
  }

  @RepeatedTest(5)
  void Q33_whatIsRedeemedWhileTheApplicationIsDisabledStaysOver() throws Exception {
    String code = here.code(browser);
    Actor admin = new Actor(null, "test");
    Clients others = node.bean(Clients.class);
    List<RelyingParty.Answer> answers = new ArrayList<>();
    atOnce(
        List.of(
            () -> answers.add(here.redeem(code)),
            () -> others.setDisabled(here.client, true, admin, Origin.COMMAND_LINE)));
    assertThat(clients.setDisabled(here.client, false, admin, Origin.COMMAND_LINE)).isTrue();
    isOver(answers.getFirst());
    assertThat(there.redeem(code).status()).isEqualTo(400);
  }
}
