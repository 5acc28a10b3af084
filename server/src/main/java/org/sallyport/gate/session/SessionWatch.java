package org.sallyport.gate.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.RunningResponses;
import org.sallyport.platform.access.keys.RequestRight;
import org.sallyport.platform.ids.SignInId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends running responses whose session has ended, with one query for all of them every two seconds,
 * and those whose right has ended, or what let their request in ({@link RequestRight}). While the
 * database is unavailable they continue for ten seconds: a restart of the database interrupts no
 * download, a longer outage does.
 */
@Component
@RequiredArgsConstructor
class SessionWatch implements RunningResponses {
  private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
  private static final int MAX_FAILURES = 5;
  private static final int MAX_CONCURRENT_CHECKS = 4;
  private static final long PAUSE_NANOS = 50_000;

  private final LiveSignIns sessions;
  private final Set<Response> running = ConcurrentHashMap.newKeySet();
  private int failures;

  @Override
  public Running begin(SignInId signIn, BooleanSupplier right) {
    return watch(new Response(signIn, right));
  }

  @Override
  public Running begin(BooleanSupplier right) {
    return watch(new Response(null, right));
  }

  private Response watch(Response response) {
    running.add(response);
    return response;
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void look() {
    List<Response> all = List.copyOf(running);
    if (all.isEmpty()) {
      return;
    }
    try {
      Set<SignInId> live =
          sessions.of(
              all.stream().flatMap(response -> Stream.ofNullable(response.signIn)).toList());
      failures = 0;
      all.forEach(response -> response.look(response.lastsIn(live)));
    } catch (RuntimeException e) {
      LOG.warn("sessions of running responses could not be checked: {}", e.toString());
      if (++failures >= MAX_FAILURES) {
        all.forEach(response -> response.look(false));
      }
    }
  }

  private final class Response implements Running {
    /** Null if no session of an account owns the response. */
    private final @Nullable SignInId signIn;

    private final BooleanSupplier right;

    /**
     * Several at a time: a look that waits for a slow archive must not hide that the right has
     * ended in the meantime, which the next look learns from the database alone.
     */
    private final Semaphore looks = new Semaphore(MAX_CONCURRENT_CHECKS);

    private final AtomicReference<@Nullable Runnable> act = new AtomicReference<>();
    private final Thread thread = Thread.currentThread();
    private volatile boolean over;
    private boolean closed;

    Response(@Nullable SignInId signIn, BooleanSupplier right) {
      this.signIn = signIn;
      BooleanSupplier ofRequest = RequestRight.current();
      this.right = () -> ofRequest.getAsBoolean() && right.getAsBoolean();
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public void whenOver(Runnable what) {
      act.set(what);
      if (over) {
        act();
      }
    }

    /** From now on the thread is no longer interrupted. */
    @Override
    public synchronized void close() {
      closed = true;
      running.remove(this);
      if (over) {
        Thread.interrupted();
      }
    }

    private boolean lastsIn(Set<SignInId> live) {
      return signIn == null || live.contains(signIn);
    }

    private void look(boolean sessionLasts) {
      if (!sessionLasts) {
        end();
      } else if (looks.tryAcquire()) {
        Thread.ofVirtual().name("running-response").start(this::lookAtRight);
      }
    }

    private void lookAtRight() {
      try {
        if (!right.getAsBoolean()) {
          end();
        }
      } catch (RuntimeException e) {
        LOG.warn("the right to a running response could not be checked: {}", e.toString());
        end();
      } finally {
        looks.release();
      }
    }

    private void end() {
      over = true;
      running.remove(this);
      act();
      Thread.ofVirtual().name("ended-response").start(this::interrupt);
    }

    /**
     * Interrupts the thread until it has left the response. Once is not enough: Tomcat ignores an
     * interrupt while it waits for a client that does not read, and closes the connection on one
     * that comes just before it writes.
     */
    private void interrupt() {
      while (interruptOnce()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    private synchronized boolean interruptOnce() {
      if (!closed) {
        thread.interrupt();
      }
      return !closed;
    }

    private void act() {
      Runnable once = act.getAndSet(null);
      if (once != null) {
        once.run();
      }
    }
  }
}
