package org.sallyport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class RetriedConnectionsTest {
  private static final String AWAY = "08001";
  private static final String STARTING = "57P03";
  private static final String WRONG_PASSWORD = "28P01";

  private final Deque<@Nullable String> answers = new ArrayDeque<>();
  private final RetriedConnections retried = new RetriedConnections(new Server());

  /** Refuses a connection for each state that was announced, and then accepts. */
  private final class Server extends AbstractDataSource {
    @Override
    public Connection getConnection() throws SQLException {
      String state = answers.poll();
      if (state != null) {
        throw new SQLException("refused", state);
      }
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> null);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      return getConnection();
    }
  }

  private void refuses(String... states) {
    answers.addAll(Arrays.asList(states));
  }

  @Test
  void aServerThatHasGoneIsAskedAgainUntilAnotherOneHasTakenOver() throws SQLException {
    retried.getConnection();
    refuses(AWAY, STARTING);
    assertThat(retried.getConnection()).isNotNull();
    assertThat(answers).isEmpty();
    assertThat(retried.isFailing()).isFalse();
  }

  @Test
  void aServerThatWasNeverReachedIsAskedOnce() {
    refuses(AWAY, AWAY);
    assertThatThrownBy(retried::getConnection).isInstanceOf(SQLException.class);
    assertThat(answers).hasSize(1);
    assertThat(retried.isFailing()).isTrue();
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() throws SQLException {
    retried.getConnection();
    refuses(WRONG_PASSWORD, WRONG_PASSWORD);
    assertThatThrownBy(retried::getConnection).isInstanceOf(SQLException.class);
    assertThat(answers).hasSize(1);
  }
}
