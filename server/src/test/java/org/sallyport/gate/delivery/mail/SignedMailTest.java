package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.MessageBody.Code;
import org.sallyport.gate.delivery.MessageBody.Paragraph;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.mail.bounces.ReturnPaths;
import org.sallyport.gate.delivery.mail.dkim.DkimKey;
import org.sallyport.gate.delivery.mail.dkim.DkimProperties;
import org.sallyport.gate.delivery.mail.dkim.TestKey;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;

/** DKIM (RFC 6376), compared with programs of others. */
@SallyportTest
class SignedMailTest {
  private static final MessageId ID =
      new MessageId(UUID.fromString("0190d3a0-0000-7000-8000-000000000001"));

  private static final String FROM = "Lindenmoor <portal@lindenmoor.example>";

  @TempDir private static Path folder;
  private static Path keyFile;

  @Autowired ReturnPaths returnPaths;
  @Autowired Installation installation;
  @Autowired MailHtml html;

  @BeforeAll
  static void makeKey() {
    keyFile = TestKey.rsa(folder);
  }

  private static DkimProperties signing(Path file) {
    return new DkimProperties(null, "s1", file, null, null);
  }

  private static DkimKey key() {
    return Objects.requireNonNull(signing(keyFile).current("lindenmoor.example"));
  }

  private MailWriter writer(DkimProperties dkim) throws IOException {
    return new MailWriter(
        installation, TestMail.properties(FROM, null), dkim, html, returnPaths, Clock.systemUTC());
  }

  private static Message mail(String subject, String text) {
    return Message.mail(
            "zoe@brambleway.example",
            subject,
            MessageBody.of(new Code("Message", "K7", "418 207"), new Paragraph(text)))
        .withPriority(Priority.CODE);
  }

  private String written(DkimProperties dkim, Message message) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writer(dkim).write(Session.getInstance(new Properties()), ID, message).writeTo(out);
      return out.toString(StandardCharsets.UTF_8).replaceAll("\r?\n", "\r\n");
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed() {
    return written(signing(keyFile), mail("Your code, message K7", "Valid for 20 minutes."));
  }

  private static void check(String raw) throws IOException, FailException {
    new DKIMVerifier((methods, selector, domain) -> List.of(key().record()))
        .verify(new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
  }

  @Nested
  class ASignedMail {
    @ParameterizedTest
    @CsvSource({
      "'Your code, message K7', 'Valid for 20 minutes.'",
      "'رمز الدخول، الرسالة K7', 'صالح لمدة 20 دقيقة. لن يطلبه منك أحد أبدًا.'",
      "'Twój kod, wiadomość K7', 'Ważny przez 20 minut. Zażółć gęślą jaźń.'",
      "'From', 'From the line\n.\n..\n  two  spaces  \n\n\n'"
    })
    void isAcceptedByAnotherProgram(String subject, String text) throws Exception {
      String raw = written(signing(keyFile), mail(subject, text));
      assertThat(raw).startsWith("DKIM-Signature: ").contains("d=lindenmoor.example", "s=s1");
      assertThat(raw.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(999));
      check(raw);
    }

    @Test
    @EnabledIf("org.sallyport.gate.delivery.mail.SignedMailTest#hasDkimpy")
    void isAcceptedByDkimpy() throws Exception {
      assertThat(dkimpy(signed())).isEqualTo("True");
      assertThat(dkimpy(signed().replace("20 minutes", "90 minutes"))).isEqualTo("False");
    }

    @Test
    void keepsItsSubjectAndWords() throws Exception {
      String raw = written(signing(keyFile), mail("رمز الدخول، الرسالة K7", "صالح لمدة 20 دقيقة"));
      MimeMessage read =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
      assertThat(read.getSubject()).isEqualTo("رمز الدخول، الرسالة K7");
      assertThat(raw.lines().takeWhile(line -> !line.isEmpty()))
          .as("headers in ASCII (RFC 2047)")
          .allSatisfy(line -> assertThat(line).matches("\\p{ASCII}*"));
      assertThat(read.getHeader("Feedback-ID"))
          .containsExactly("code:sallyport:" + installation.host());
    }
  }

  @Nested
  class M09_AMailThatWasAltered {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Subject: Another\r\n",
          "From: Somebody <portal@evil.example>\r\n",
          "To: else@evil.example\r\n",
          "Reply-To: evil@evil.example\r\n",
          "Sender: evil@evil.example\r\n",
          "Cc: evil@evil.example\r\n",
          "List-Unsubscribe: <https://evil.example/>\r\n",
          "Date: Mon, 30 Nov 2026 10:00:00 +0000\r\n"
        })
    void M09_hasNoValidSignatureWithASecondField(String field) {
      assertThatThrownBy(() -> check(field + signed())).isInstanceOf(FailException.class);
    }

    @Test
    void M09_hasNoValidSignatureWithAnotherText() {
      assertThatThrownBy(() -> check(signed().replace("20 minutes", "90 minutes")))
          .isInstanceOf(FailException.class);
      assertThatThrownBy(() -> check(signed() + "More.\r\n")).isInstanceOf(FailException.class);
    }
  }

  @Nested
  class AKey {
    @Test
    void thatWillSignNextSignsNothingYet() {
      DkimProperties both = new DkimProperties(null, "s1", keyFile, "s2", TestKey.rsa(folder));
      assertThat(written(both, mail("Hello", "Hello"))).contains("s=s1").doesNotContain("s=s2");
      assertThat(Objects.requireNonNull(both.next("lindenmoor.example")).name())
          .isEqualTo("s2._domainkey.lindenmoor.example");
    }

    @Test
    void thatOthersCanReadIsRefused() throws IOException {
      Path open = TestKey.rsa(folder);
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
      assertThatThrownBy(() -> writer(signing(open)))
          .hasMessageContaining("sallyport.mail.dkim.key-file")
          .hasMessageContaining("chmod 640");
    }

    @Test
    void thatIsShortOrOfAnotherKindIsRefused() {
      assertThatThrownBy(() -> writer(signing(TestKey.in(folder, "RSA", 1024))))
          .hasMessageContaining("fewer than 2048 bits");
      assertThatThrownBy(() -> writer(signing(TestKey.in(folder, "EC", 256))))
          .hasMessageContaining("no RSA key");
      assertThatThrownBy(() -> writer(signing(folder.resolve("missing.pem"))))
          .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
      ", , s2, belong together",
      "s1, , , belong together",
      "a b, key.pem, , letters",
      "s1, key.pem, s1, must differ"
    })
    void needsANameOfItsOwn(
        @Nullable String selector, @Nullable Path file, @Nullable String next, String why) {
      Path nextFile = why.equals("must differ") ? file : null;
      assertThatThrownBy(() -> new DkimProperties(null, selector, file, next, nextFile))
          .hasMessageContaining(why);
    }
  }

  @Test
  void withoutAKeyNothingIsSigned() {
    assertThat(
            written(
                new DkimProperties(null, null, null, null, null), mail("Hello", "Good morning.")))
        .doesNotContain("DKIM-Signature");
  }

  /** Whether Debian's python3-dkim is there, which has nothing in common with our library. */
  static boolean hasDkimpy() {
    return Files.exists(Path.of("/usr/lib/python3/dist-packages/dkim"));
  }

  private static String dkimpy(String raw) throws IOException, InterruptedException {
    Path mail = Files.writeString(folder.resolve("mail.eml"), raw);
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                "import dkim, sys; print(dkim.verify(open(sys.argv[1], 'rb').read(),"
                    + " dnsfunc=lambda name, timeout=5: sys.argv[2].encode()))",
                mail.toString(),
                key().record())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }
}
