package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.database.OnPostgres18;

@OnPostgres18
class InterleavingsOnPostgres18Test extends Interleavings {
  @Test
  void theServerIsPostgres18() {
    assertThat(String.valueOf(rows.query("show server_version").getFirst().values()))
        .startsWith("[18.");
  }
}
