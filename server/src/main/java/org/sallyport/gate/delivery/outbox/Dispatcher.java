package org.sallyport.gate.delivery.outbox;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.platform.tracing.Tracing;
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

  /** How many messages of a channel are handed over at the same time, by the least urgent kind. */
  private static final Map<Priority, Integer> PLACES =
      new EnumMap<>(Map.of(Priority.CODE, 2, Priority.SECURITY, 2, Priority.OTHER, 4));

  private static final int MAX_CONCURRENT =
      PLACES.values().stream().mapToInt(Integer::intValue).sum();

  /** Those of each channel, the one for the most urgent messages first. */
  private final Map<Channel, List<ChannelWorker>> channelWorkers = new EnumMap<>(Channel.class);

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
                sender.channel(), workersOf(sender, claims, envelopes, clock, tracing)));
  }

  /**
   * Half of a channel's places take everything, a quarter no bulk mail, and a quarter only codes.
   */
  private static List<ChannelWorker> workersOf(
      ChannelSender sender, Claims claims, Envelopes envelopes, Clock clock, Tracing tracing) {
    ChannelPause pause = new ChannelPause(clock);
    return PLACES.entrySet().stream()
        .map(
            of ->
                new ChannelWorker(
                    sender,
                    of.getKey(),
                    of.getValue() * sender.lanes(),
                    pause,
                    claims,
                    envelopes,
                    clock,
                    tracing))
        .toList();
  }

  /**
   * Starts a worker for a due message, in a free place of the most urgent kind that may take it. If
   * none is free, a thread waits at each of them.
   */
  public void wake(Channel channel, Priority priority) {
    List<ChannelWorker> able =
        workers(channel).stream().filter(worker -> worker.handsOver(priority)).toList();
    able.stream()
        .filter(ChannelWorker::takePlace)
        .findFirst()
        .ifPresentOrElse(
            worker -> start(worker::drainInPlace),
            () ->
                able.stream()
                    .filter(worker -> !worker.hasSomebodyWaiting())
                    .forEach(worker -> start(worker::drain)));
  }

  /** Processes leftovers, and starts as many workers as are of use for what is due. */
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

  private void wake(OutboxStore.Due due) {
    for (int i = 0; i < Math.min(due.count(), MAX_CONCURRENT); i++) {
      wake(due.channel(), due.priority());
    }
  }

  /** Hands over everything that is due, and returns when it is done. */
  public void dispatchDue() {
    tidy();
    channelWorkers.values().forEach(workers -> workers.forEach(ChannelWorker::drain));
  }

  private void tidy() {
    claims.recordLeft();
    store.endWithdrawn();
    abandoned.takeUp(claims.numbers());
  }

  private void start(Runnable work) {
    try {
      workers.execute(() -> run(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("shutting down: the message is sent after the next start");
    }
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (DataAccessException e) {
      LOG.warn("the outbox cannot be read: {}", e.getMessage());
    }
  }

  private List<ChannelWorker> workers(Channel channel) {
    List<ChannelWorker> ofChannel = channelWorkers.get(channel);
    if (ofChannel == null) {
      throw new IllegalStateException("no worker for channel " + channel);
    }
    return ofChannel;
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
