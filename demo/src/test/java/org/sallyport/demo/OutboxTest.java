package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.demo.outbox.MailCatcher;
import org.sallyport.demo.outbox.OutboxPage;
import org.sallyport.demo.outbox.OutboxServer;
import org.sallyport.demo.outbox.Postbox;
import org.sallyport.demo.outbox.SmsCatcher;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:44:06.123Z");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port = TestPorts.next();
  private MailCatcher mail;
  private SmsCatcher sms;
  private OutboxServer server;

  @BeforeEach
  void start() throws IOException {
    Postbox postbox = new Postbox(Clock.fixed(NOW, ZoneOffset.UTC));
    mail = new MailCatcher(postbox);
    sms = new SmsCatcher(postbox);
    OutboxPage page = new OutboxPage(URI.create("http://localhost:8080"), ZoneOffset.UTC);
    server = new OutboxServer(port, postbox, page);
  }

  @AfterEach
  void stop() {
    server.close();
    sms.close();
    mail.close();
  }

  @Test
  void messagesAreListedNewestFirst() throws Exception {
    sendSms("+32470000084", "K7: 412 907 is your code.");
    sendMail(
        "hester@brambleway.example", "Message C4: your One-Time-Password", "C4:\n\n 592 836\n");

    JsonNode messages = new JsonMapper().readTree(get("/messages.json").body());
    assertThat(messages.toString())
        .isEqualTo(
            """
            [{"channel":"email","to":"hester@brambleway.example",\
            "subject":"Message C4: your One-Time-Password","text":"C4:\\n\\n 592 836",\
            "sentAt":"2026-11-24T09:44:06.123Z"},\
            {"channel":"sms","to":"+32470000084","subject":null,\
            "text":"K7: 412 907 is your code.","sentAt":"2026-11-24T09:44:06.123Z"}]""");
  }

  @Test
  void thePageShowsTagAndCodeOfTheNewest() throws Exception {
    sendSms("+32470000084", "K7: 412907 is your code.\n\n@localhost #412907");
    assertThat(get("/").body())
        .contains("SMS to +32 470 00 00 84", "<span class=\"tag\">K7</span>")
        .contains("<p class=\"code-big\">412 907</p>", "09:44:06 Z");
  }

  @Test
  void anOlderMessageCanBeOpened() throws Exception {
    sendSms("+32470000084", "K7: 412907 is your code.");
    sendSms("+32470000019", "K9: 592836 is your code.");
    assertThat(get("/messages/1").body()).contains("SMS to +32 470 00 00 84", "412 907");
    assertThat(get("/messages/3").statusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
  }

  @Test
  void withoutAMessageItSaysWhatWillCome() throws Exception {
    assertThat(get("/").body()).contains("Nothing yet");
    assertThat(get("/messages.json").body()).isEqualTo("[]");
  }

  @Test
  void aMessageIsTextWhateverIsInIt() throws Exception {
    sendMail(
        "a@b.example", "<b>Hello</b>", "<script>alert(1)</script> http://localhost:8080/x?a=1&b=2");
    assertThat(get("/").body())
        .contains("&lt;b&gt;Hello&lt;/b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("<a href=\"http://localhost:8080/x?a=1&amp;b=2\">")
        .doesNotContain("<script>alert", "<b>Hello");
  }

  @Test
  void whatIsNoSmsIsRefused() throws Exception {
    for (String body : new String[] {"", "{", "[]", "{\"to\":\"+32470000084\"}"}) {
      assertThat(post(body)).as(body).isEqualTo(HttpURLConnection.HTTP_BAD_REQUEST);
    }
    assertThat(get("/messages.json").body()).isEqualTo("[]");
  }

  @Test
  void anotherSitesNameIsRefused() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /messages.json HTTP/1.0\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("[");
    }
  }

  @Test
  void itServesTheProductsDesignAndNothingElse() throws Exception {
    for (String path :
        new String[] {"/design/base.css", "/design/outbox.js", "/design/favicon.svg"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(HttpURLConnection.HTTP_OK);
    }
    for (String path :
        new String[] {"/application.yml", "/design/..%2Fx.css", "/design/none.css"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private int post(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sms.url()).POST(BodyPublishers.ofString(body)).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  private void sendSms(String to, String text) throws Exception {
    String body = new JsonMapper().createObjectNode().put("to", to).put("text", text).toString();
    assertThat(post(body)).isEqualTo(HttpURLConnection.HTTP_ACCEPTED);
  }

  private void sendMail(String to, String subject, String text) throws MessagingException {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(mail.port());
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom("sallyport@lindenmoor.example");
    message.setTo(to);
    message.setSubject(subject);
    message.setText(text);
    sender.send(message);
  }
}
