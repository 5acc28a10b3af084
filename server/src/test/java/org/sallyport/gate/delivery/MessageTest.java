package org.sallyport.gate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.MessageBody.Code;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.delivery.MessageBody.Facts;
import org.sallyport.gate.delivery.MessageBody.Heading;
import org.sallyport.gate.delivery.MessageBody.Link;
import org.sallyport.gate.delivery.MessageBody.Paragraph;

class MessageTest {

  @Nested
  class M01_mailHeaderInjection {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "anna@brambleway.example\r\nBcc: evil@x.example",
          "anna@brambleway.example\nBcc: evil@x.example",
          "anna@brambleway.example, evil@x.example",
          "anna@brambleway.example evil@x.example",
          "anna@brambleway.example;evil@x.example",
          "Anna <anna@brambleway.example>",
          "\"anna\nx\"@brambleway.example",
          "\"anna\"@brambleway.example",
          "undisclosed-recipients:;",
          "anna@brambleway.example\u0000",
          "anna\u0085@brambleway.example",
          "anna@brambleway..example",
          "anna@[203.0.113.7]",
          ".anna@brambleway.example",
          "anna@",
          "@brambleway.example",
          "anna",
          ""
        })
    void whatIsNotOnePlainAddressIsRefused(String to) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Message(Channel.EMAIL, to, "Hello", "Text"))
          .withMessage("not one plain e-mail address");
    }

    @Test
    void tenThousandRecipientsAreRefused() {
      String many = "anna@brambleway.example,".repeat(10_000);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Message(Channel.EMAIL, many, "Hello", "Text"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Hello\r\nBcc: evil@x.example",
          "Hello\nBcc: evil@x.example",
          "Hello\rBcc: evil@x.example",
          "Hello\u0000",
          "Hello\u0085there",
          "Hello\u2028there",
          "Hello\u2029there",
          "Hello\tthere",
          "\u001b[31mHello",
          " ",
          ""
        })
    void aSubjectWithControlCharactersIsRefused(String subject) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Message(Channel.EMAIL, "anna@x.example", subject, "Text"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"0470000084", "+0470000084", "+32 470", "+32470000084\n", "+3247000008x"})
    void whatIsNoNumberInE164IsRefused(String to) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Message.sms(to, "Text"))
          .withMessage("not one number in E.164");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"a.b+c@brambleway.example", "o'neil_x@x.example", "anna@bücher.example"})
    void ordinaryAddressesAreTaken(String to) {
      assertThat(new Message(Channel.EMAIL, to, "Hello", "Text").to()).isEqualTo(to);
    }
  }

  @Nested
  class Rule6_ACodeIsNeverInASubjectLineOrALog {
    private static final MessageBody SHEET =
        MessageBody.of(new Code("Your One-Time-Password, message", "K7", "418 207"));

    @ParameterizedTest
    @ValueSource(strings = {"418207 is your code", "Your code 418 207", "Code 418-207"})
    void aSubjectWithTheCodeIsRefused(String subject) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Message.mail("anna@x.example", subject, SHEET));
    }

    @Test
    void aMessageInALogShowsNeitherAddressNorText() {
      assertThat(Message.mail("anna@x.example", "Your code, message K7", SHEET).toString())
          .isEqualTo("Message[EMAIL]");
    }
  }

  @Test
  void thePlainTextSaysAllThatTheSheetSays() {
    MessageBody messageBody =
        MessageBody.of(
            new Code("Your One-Time-Password, message", "K7", "418 207"),
            new Paragraph("Type it on the page."),
            Facts.of(new Fact("Account", "h.brambleway"), new Fact("Asked at", "10:42 CET")),
            new Heading("Not you?"),
            new Link("Choose a new password", "https://portal.example/x"));
    assertThat(Message.mail("anna@x.example", "Your code, message K7", messageBody).text())
        .isEqualTo(
            """
            Your One-Time-Password, message K7:

                418 207

            Type it on the page.

            Account: h.brambleway
            Asked at: 10:42 CET

            Not you?

            Choose a new password:
            https://portal.example/x
            """);
  }
}
