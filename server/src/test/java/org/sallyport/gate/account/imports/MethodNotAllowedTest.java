package org.sallyport.gate.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.imports.ImportResult.BadLines;
import org.sallyport.gate.account.imports.ImportResult.Stored;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A method that the settings do not allow, under a policy that allows no codes by message. */
@SallyportTest
@TestPropertySource(properties = "sallyport.policy=nist-aal2")
class MethodNotAllowedTest {
  @Autowired People people;
  @Autowired AccountImport accountImport;
  @Autowired Accounts accounts;

  private ImportResult run(Person person, String method) {
    String file = "username,method\n" + person.username() + "," + method + "\n";
    return accountImport.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
  }

  @Test
  void Rule24_isRefusedInAnImport() {
    Person person = people.add(null, true, true, "physician");
    for (String method : List.of("email", "sms")) {
      assertThat(run(person, method))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(
                          2,
                          "method: is "
                              + method
                              + ", which the settings of this installation do not allow"))));
    }
    assertThat(accounts.find(person.id()).orElseThrow().method()).isNull();
  }

  /** As after a change of the settings: a file that changes nothing is not refused. */
  @Test
  void anExistingMethodIsKept() {
    assertThat(run(people.byEmail(), "email")).isEqualTo(new Stored(0, 0, 1, List.of()));
  }
}
