package org.sallyport.gate.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.sallyport.gate.delivery.outbox.Abandoned;
import org.sallyport.gate.delivery.outbox.Claims;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.gate.delivery.outbox.Envelopes;
import org.sallyport.gate.delivery.outbox.Node;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.sallyport.gate.delivery.outbox.Outcomes;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.tracing.Tracing;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second node on the same database, as seen by the outbox. */
final class OtherNode {
  final Node node;
  final Claims claims;
  final Envelopes envelopes;
  final Dispatcher dispatcher;
  private final List<ChannelSender> senders;

  OtherNode(BeanFactory beans) {
    Clock clock = beans.getBean(Clock.class);
    OutboxStore store = beans.getBean(OutboxStore.class);
    senders = beans.getBeanProvider(ChannelSender.class).stream().toList();
    envelopes = beans.getBean(Envelopes.class);
    node =
        new Node(
            beans.getBean(DataSource.class),
            beans.getBean(RandomValues.class),
            beans.getBean(KeyRing.class));
    claims =
        new Claims(
            node,
            store,
            new Outcomes(store, beans.getBean(MeterRegistry.class), event -> {}, clock));
    dispatcher =
        new Dispatcher(
            senders,
            store,
            claims,
            beans.getBean(Abandoned.class),
            envelopes,
            clock,
            beans.getBean(Tracing.class));
  }

  /** The node number it currently holds. */
  long number() {
    return node.mark(
        (session, number) -> {
          session.sql("select 1").query(Integer.class).single();
          return number;
        });
  }

  ChannelSender channelSender(Channel channel) {
    return senders.stream().filter(each -> each.channel() == channel).findFirst().orElseThrow();
  }

  /** Terminates its connection on the server side; the node does not know yet. */
  void loseConnection(JdbcClient other) {
    int process =
        node.mark(
            (session, number) ->
                session.sql("select pg_backend_pid()").query(Integer.class).single());
    other
        .sql("select pg_terminate_backend(:process, 5000)")
        .param("process", process)
        .query(Boolean.class)
        .single();
  }

  /** Closes its connection, as when the process is killed. */
  void die() {
    node.destroy();
  }
}
