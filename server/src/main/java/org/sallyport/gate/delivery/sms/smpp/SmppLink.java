package org.sallyport.gate.delivery.sms.smpp;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of this node to an SMS centre, bound as a transceiver. It is opened at the start,
 * and opened again when it was lost, at first at once, then less and less often. A message that
 * finds it closed tries to open it, too.
 */
final class SmppLink implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final String route;
  private final SmppProperties properties;
  private final MessageReceiverListener receipts;
  private final ReentrantLock turn = new ReentrantLock();
  private final Thread keeper;
  private volatile @Nullable SMPPSession session;
  private volatile boolean isClosed;

  SmppLink(String route, SmppProperties properties, MessageReceiverListener receipts) {
    this.route = route;
    this.properties = properties;
    this.receipts = receipts;
    this.keeper = Thread.ofVirtual().name("smpp " + route).unstarted(this::keep);
  }

  /** Begins to keep the connection open. */
  void start() {
    keeper.start();
  }

  /**
   * A session that is bound.
   *
   * @throws IOException if there is none, and none can be opened
   */
  SMPPSession bound() throws IOException {
    SMPPSession now = session;
    return now != null && isBound(now) ? now : open();
  }

  private static boolean isBound(SMPPSession session) {
    return session.getSessionState().isTransmittable();
  }

  private SMPPSession open() throws IOException {
    if (!takeTurn()) {
      throw new IOException("the connection is being opened");
    }
    try {
      SMPPSession now = session;
      if (now != null && isBound(now)) {
        return now;
      }
      if (isClosed) {
        throw new IOException("stopped");
      }
      end(now);
      SMPPSession opened = bind();
      session = opened;
      return opened;
    } finally {
      turn.unlock();
    }
  }

  private boolean takeTurn() throws IOException {
    try {
      return turn.tryLock(properties.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private SMPPSession bind() throws IOException {
    SMPPSession opened =
        new SMPPSession(
            new SynchronizedPDUSender(new DefaultPDUSender()),
            new BoundedReader(),
            new SmppConnections(properties));
    opened.setEnquireLinkTimer(Math.toIntExact(properties.enquireLink().toMillis()));
    opened.setTransactionTimer(properties.timeoutMillis());
    opened.setMessageReceiverListener(receipts);
    opened.connectAndBind(
        properties.address(), properties.port(), parameters(), properties.timeoutMillis());
    LOG.info("route {}: bound", route);
    return opened;
  }

  private BindParameter parameters() {
    return new BindParameter(
        BindType.BIND_TRX,
        properties.user(),
        properties.word(),
        properties.systemType(),
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        null,
        InterfaceVersion.IF_34);
  }

  private void keep() {
    Duration wait = FIRST_WAIT;
    while (!isClosed) {
      wait = isOpenNow() ? FIRST_WAIT : shorter(wait.multipliedBy(2));
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean isOpenNow() {
    try {
      return isBound(bound());
    } catch (IOException | RuntimeException e) {
      LOG.warn("route {}: not bound: {}", route, e.getMessage());
      return false;
    }
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static void end(@Nullable SMPPSession old) {
    if (old != null) {
      old.unbindAndClose();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    keeper.interrupt();
    end(session);
  }
}
