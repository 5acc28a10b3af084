package org.sallyport.gate.delivery.mail.bounces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;

@SallyportTest
class ReturnPathsTest {
  private static final MessageId ID = new MessageId(UUID.randomUUID());

  @Autowired KeyedHash hashes;

  private ReturnPaths paths(@Nullable String domain) {
    return new ReturnPaths(new BounceProperties(domain, "bounces", 2525), hashes);
  }

  @Test
  void areOfOneMailAndOneInstallation() {
    ReturnPaths here = paths("bounces.x.example");
    String address = here.of(ID).orElseThrow();
    assertThat(here.messageOf(address)).contains(ID);
    assertThat(paths("elsewhere.example").messageOf(address)).isEmpty();
  }

  @Test
  void areNotMadeUnlessADomainIsSet() {
    assertThat(paths(null).of(ID)).isEmpty();
    assertThat(paths(null).isOurs("anna@null")).isFalse();
  }

  @Test
  void C14_areNotProvenByOneThatIsNearlyRight() {
    ReturnPaths here = paths("bounces.x.example");
    String address = here.of(ID).orElseThrow();
    for (int i = "bounces+".length(); i < address.indexOf('@'); i++) {
      char other = address.charAt(i) == 'a' ? 'e' : 'a';
      String forged = address.substring(0, i) + other + address.substring(i + 1);
      if (i != "bounces+".length() + 25) {
        assertThat(here.messageOf(forged)).as(forged).isEmpty();
      }
    }
  }
}
