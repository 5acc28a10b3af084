package org.sallyport.gate.selfservice.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.notifications.OptionalMail;
import org.sallyport.gate.notifications.optional.UnsubscribeLinks;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** RFC 8058. */
@SallyportTest
class UnsubscribeTest {
  private static final Pattern FIELD =
      Pattern.compile("List-Unsubscribe: <[^>]*(/unsubscribe/[^>]+)>");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired OptionalMail mails;
  @Autowired UnsubscribeLinks links;
  @Autowired Sealer sealer;
  @Autowired DomainEvents events;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;

  private final HttpClient mailProgram = HttpClient.newHttpClient();
  private Person person;
  private String path;

  @BeforeEach
  void somebodyWhoGetsThem() {
    person = people.byEmail();
    mails.want(person.id());
    path = URI.create(links.of(person.id())).getPath();
  }

  /** Unfolds the header. */
  private static String header(Received mail) {
    return mail.raw().split("\r\n\r\n", 2)[0].replaceAll("\r\n[ \t]+", " ");
  }

  @Test
  void aMailThatCanBeTurnedOffSaysHow() {
    transaction.executeWithoutResult(
        status -> events.publish(new StudyEvent.Announced(person.id(), 2), Origin.COMMAND_LINE));
    String header = header(Inbox.next(person.email()));
    assertThat(header).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    Matcher field = FIELD.matcher(header);
    assertThat(field.find()).isTrue();
    assertThat(oneClick(field.group(1)).statusCode()).isEqualTo(200);
    assertThat(mails.wanted(person.id())).isFalse();
  }

  @Test
  void aMailAboutSecurityDoesNot() {
    transaction.executeWithoutResult(
        status -> outbox.put(Message.mail(person.email(), "Hello", textOf("Good morning."))));
    assertThat(header(Inbox.next(person.email()))).doesNotContain("List-Unsubscribe");
  }

  private static MessageBody textOf(String text) {
    return MessageBody.of(new MessageBody.Paragraph(text));
  }

  private HttpResponse<String> oneClick(String to) {
    try {
      return mailProgram.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + to))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Nested
  class ThePage {
    @Test
    void asksAndStopsThemByItsButton() {
      Browser browser = new Browser(port);
      assertThat(browser.get(path).text()).contains("Do you want to stop these mails?");
      assertThat(browser.post(path).location()).endsWith(path);
      assertThat(mails.wanted(person.id())).isFalse();
      assertThat(browser.get(path).text()).contains("You no longer get mails about new studies.");
    }

    @Test
    void isDoneTwiceWithoutHarm() {
      assertThat(oneClick(path).statusCode()).isEqualTo(200);
      assertThat(oneClick(path).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatTheOwnerCanUndoIt() {
      oneClick(path);
      assertThat(new Browser(port).get(path).text()).contains("after signing in", "Notifications");
      mails.want(person.id());
      assertThat(mails.wanted(person.id())).isTrue();
    }
  }

  @Nested
  class M10_SomebodyElsesMails {
    @Test
    void M10_areNotStoppedByAProgramThatOpensTheLink() {
      assertThat(new Browser(port).get(path).status()).isEqualTo(200);
      assertThat(mails.wanted(person.id())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "_", "AWs"})
    void M10_areNotStoppedByATokenThatIsNone(String token) {
      assertThat(oneClick("/unsubscribe/" + token).statusCode()).isEqualTo(404);
      assertThat(new Browser(port).get("/unsubscribe/" + token).text())
          .contains("This link is not valid");
    }

    @Test
    void M10_areNotStoppedByATokenThatWasAltered() {
      String token = path.substring(path.lastIndexOf('/') + 1);
      for (int at : new int[] {0, 4, 20, token.length() - 2}) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        String altered = token.substring(0, at) + other + token.substring(at + 1);
        assertThat(oneClick("/unsubscribe/" + altered).statusCode()).isEqualTo(404);
      }
      assertThat(oneClick(path + "A".repeat(300)).statusCode()).isEqualTo(404);
      assertThat(mails.wanted(person.id())).isTrue();
    }

    @Test
    void M10_areNotStoppedByWhatWasEncryptedForSomethingElse() {
      byte[] sealed = sealer.seal(person.id().toString(), SealContext.of("outbox destination"));
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
      assertThat(oneClick("/unsubscribe/" + token).statusCode()).isEqualTo(404);
      assertThat(mails.wanted(person.id())).isTrue();
    }

    @Test
    void M10_theLinkDoesNotSayWhose() {
      assertThat(path).doesNotContain(person.id().toString(), person.username());
      assertThat(links.of(person.id())).isNotEqualTo(links.of(person.id()));
    }
  }
}
