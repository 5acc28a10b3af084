package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.TestDatabase;

@SallyportTest
class InterleavingsTest extends Interleavings {
  @Test
  void theServerIsOfTheVersionThatTheSuiteRunsOn() {
    assertThat(String.valueOf(rows.query("show server_version").getFirst().values()))
        .startsWith("[" + TestDatabase.VERSION + ".");
  }
}
