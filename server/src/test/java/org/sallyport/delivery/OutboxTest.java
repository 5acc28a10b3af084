package org.sallyport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.ids.MessageId;
import org.sallyport.testing.Inbox;
import org.sallyport.testing.Received;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class OutboxTest {
  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;

  private MessageId put(Message message) {
    return Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
  }

  private static Message mail(String to) {
    return new Message(Channel.EMAIL, to, "Hello", "Good morning.\n");
  }

  @Test
  void aMailLeavesAfterTheCommit() {
    MessageId id = put(mail("leaves@brambleway.example"));
    Received mail = Inbox.next("leaves@brambleway.example");
    assertThat(mail.subject()).isEqualTo("Hello");
    assertThat(mail.text()).isEqualTo("Good morning.\n");
    assertThat(mail.raw()).contains("<" + id + "@localhost>");
  }

  @Test
  void anSmsLeavesAfterTheCommit() {
    put(Message.sms("+32470000001", "Good morning.\n@localhost #123456"));
    assertThat(Inbox.next("+32470000001").text()).isEqualTo("Good morning.\n@localhost #123456");
  }

  @Test
  void nothingLeavesWhenTheTransactionIsRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          outbox.put(mail("rolled-back@brambleway.example"));
          status.setRollbackOnly();
        });
    dispatcher.dispatchDue();
    assertThat(Inbox.left("rolled-back@brambleway.example")).isEmpty();
  }

  @Test
  void outsideATransactionNothingIsTaken() {
    assertThatThrownBy(() -> outbox.put(mail("none@brambleway.example")))
        .isInstanceOf(IllegalTransactionStateException.class);
  }
}
