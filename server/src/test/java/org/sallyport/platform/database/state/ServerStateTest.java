package org.sallyport.platform.database.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStateTest {
  /** A connection to another machine has to be encrypted, whichever of them is listed first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:postgresql:sallyport true",
        "jdbc:postgresql:///sallyport true",
        "jdbc:postgresql://localhost:5432/sallyport?ssl=true true",
        "jdbc:postgresql://[::1]:5432/sallyport true",
        "jdbc:postgresql://127.0.0.1,localhost:5433/sallyport true",
        "jdbc:postgresql://db.example.org/sallyport false",
        "jdbc:postgresql://localhost:5432,db2.example.org:5432/sallyport?targetServerType=primary false"
      })
  void everyHostDecidesWhetherADatabaseIsLocal(String url, boolean local) {
    assertThat(ServerState.isLocal(url)).isEqualTo(local);
  }
}
