package org.sallyport.edge.web.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 9116. */
class SecurityContactTest {
  private static final URI MAIL = URI.create("mailto:security@lindenmoor.example");
  private static final URI PAGE = URI.create("https://lindenmoor.example/report");

  @Test
  void listsTheContactsInTheirOrderAndWhenACopyIsOutOfDate() {
    assertThat(file(List.of(MAIL, PAGE), PAGE))
        .isEqualTo(
            """
            Contact: mailto:security@lindenmoor.example
            Contact: https://lindenmoor.example/report
            Expires: 2027-02-27T00:00:00Z
            Preferred-Languages: en, nl-BE
            Canonical: https://portal.lindenmoor.example/.well-known/security.txt
            Policy: https://lindenmoor.example/report
            """);
  }

  @Test
  void aContactIsAnAddressThatCanBeUsed() {
    for (String bad :
        List.of("security@lindenmoor.example", "http://lindenmoor.example", "javascript:x")) {
      assertThatIllegalArgumentException()
          .as(bad)
          .isThrownBy(() -> properties(List.of(URI.create(bad)), null, "en"))
          .withMessageContaining("sallyport.security-contact.contacts");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(List.of(MAIL), URI.create("http://x.example"), "en"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(List.of(MAIL), null, "en\nContact: mailto:thief@x.example"));
  }

  private static String file(List<URI> contacts, @Nullable URI policy) {
    return SecurityContact.text(
        properties(contacts, policy, "en", "nl-BE"),
        URI.create("https://portal.lindenmoor.example" + SecurityContact.PATH),
        Instant.parse("2026-11-29T09:30:00Z"));
  }

  private static SecurityContactProperties properties(
      List<URI> contacts, @Nullable URI policy, String... languages) {
    return new SecurityContactProperties(contacts, policy, List.of(languages));
  }
}
