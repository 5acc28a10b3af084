package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.database.OnPostgres17;

@OnPostgres17
class InterleavingsOnPostgres17Test extends Interleavings {
  @Test
  void theServerIsPostgres17() {
    assertThat(String.valueOf(rows.query("show server_version").getFirst().values()))
        .startsWith("[17.");
  }
}
