package org.sallyport.platform.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that enforces the timeouts of requests. */
public final class RequestTimeouts {
  private static final ScheduledThreadPoolExecutor THREAD = thread();

  private RequestTimeouts() {}

  public static ScheduledFuture<?> after(Duration wait, Runnable act) {
    return THREAD.schedule(act, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  public static ScheduledFuture<?> every(Duration pause, Runnable act) {
    long millis = Math.max(1, pause.toMillis());
    return THREAD.scheduleWithFixedDelay(act, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-timeouts").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
