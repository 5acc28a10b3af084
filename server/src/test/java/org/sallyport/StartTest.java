package org.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SallyportTest
class StartTest {
  @Autowired JdbcClient jdbc;

  @Test
  void aNewInstallationHasNoAccountOfItsOwn() {
    assertThat(
            jdbc.sql(
                    "select count(*) from account where username_key in ('admin', 'root', 'sallyport')")
                .query(Long.class)
                .single())
        .isZero();
  }
}
