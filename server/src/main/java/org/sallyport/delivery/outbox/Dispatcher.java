package org.sallyport.delivery.outbox;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.ChannelSender;
import org.sallyport.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the delivery of messages: immediately after the commit that stored them, and every two
 * seconds for the remaining ones. Commands of the command line have no dispatcher: the application
 * sends their messages.
 */
@Component
@ConditionalOnWebApplication
public class Dispatcher implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int STOP_TIMEOUT_SECONDS = 20;

  private final Map<Channel, ChannelWorker> channelWorkers = new EnumMap<>(Channel.class);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final OutboxStore store;
  private final Claims claims;
  private final Abandoned abandoned;

  public Dispatcher(
      List<ChannelSender> senders,
      OutboxStore store,
      Claims claims,
      Abandoned abandoned,
      Envelopes envelopes,
      Clock clock,
      Tracing tracing) {
    this.store = store;
    this.claims = claims;
    this.abandoned = abandoned;
    senders.forEach(
        sender ->
            channelWorkers.put(
                sender.channel(), new ChannelWorker(sender, claims, envelopes, clock, tracing)));
  }

  /** Starts a worker for a due message of the channel. */
  public void wake(Channel channel) {
    ChannelWorker channelWorker = worker(channel);
    if (!channelWorker.hasSomebodyWaiting()) {
      start(() -> drain(channelWorker));
    }
  }

  /** Processes leftovers, and starts a worker for each due message. */
  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void poll() {
    try {
      claims.show();
      tidy();
      store.due().forEach(this::wake);
    } catch (DataAccessException e) {
      LOG.warn("the outbox cannot be read: {}", e.getMessage());
    }
  }

  /** Hands over everything that is due, and returns when it is done. */
  public void dispatchDue() {
    tidy();
    channelWorkers.values().forEach(ChannelWorker::drain);
  }

  private void tidy() {
    claims.recordLeft();
    abandoned.takeUp(claims.numbers());
  }

  private void start(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("shutting down: the message is sent after the next start");
    }
  }

  private static void drain(ChannelWorker channelWorker) {
    try {
      channelWorker.drain();
    } catch (DataAccessException e) {
      LOG.warn("the outbox cannot be read: {}", e.getMessage());
    }
  }

  private ChannelWorker worker(Channel channel) {
    ChannelWorker channelWorker = channelWorkers.get(channel);
    if (channelWorker == null) {
      throw new IllegalStateException("no worker for channel " + channel);
    }
    return channelWorker;
  }

  /** Waits for the current hand-overs to finish. */
  @Override
  public void destroy() throws InterruptedException {
    workers.shutdown();
    if (!workers.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a message was still being handed over at the stop");
    }
  }
}
