package org.sallyport.gate.secondfactor.push.approval;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for open apps, which announce pending requests immediately: one stream per
 * phone. An idle stream holds a socket only.
 */
@Component
@RequiredArgsConstructor
class AppEventStreams {
  private static final Duration STREAM_TIMEOUT = Duration.ofMinutes(10);

  private final RequestNotifier requestNotifier;
  private final DeviceStore devices;
  private final RequestForms forms;
  private final Map<DeviceId, App> open = new ConcurrentHashMap<>();

  /** Opens a stream; ends an earlier one of the same phone. */
  SseEmitter open(AppDevice device) {
    App app = app(device);
    App before = open.put(device.id(), app);
    if (before != null) {
      before.emitter.complete();
      requestNotifier.remove(before);
    }
    requestNotifier.add(app);
    return app.emitter;
  }

  private App app(AppDevice device) {
    App app = new App(device.id(), device.account(), new SseEmitter(STREAM_TIMEOUT.toMillis()));
    app.emitter.onCompletion(() -> close(app));
    app.emitter.onTimeout(app.emitter::complete);
    app.emitter.onError(fault -> close(app));
    return app;
  }

  private void close(App app) {
    open.remove(app.device, app);
    requestNotifier.remove(app);
  }

  /** Sends a comment to keep the streams open and to detect closed connections. */
  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void beat() {
    open.values().forEach(app -> app.send(SseEmitter.event().comment("")));
  }

  /**
   * Ends the streams of phones that are no longer linked or whose account is disabled (rule 34).
   */
  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void endThoseWithoutRight() {
    List<App> all = List.copyOf(open.values());
    if (all.isEmpty()) {
      return;
    }
    Set<DeviceId> linked = devices.linked(all.stream().map(app -> app.device).toList());
    all.stream().filter(app -> !linked.contains(app.device)).forEach(app -> app.emitter.complete());
  }

  private final class App implements RequestNotifier.Watcher {
    private final DeviceId device;
    private final AccountId account;
    private final SseEmitter emitter;
    private final Queue<SseEmitter.SseEventBuilder> events = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();
    private @Nullable List<UUID> told;

    App(DeviceId device, AccountId account, SseEmitter emitter) {
      this.device = device;
      this.account = account;
      this.emitter = emitter;
    }

    @Override
    public AccountId account() {
      return account;
    }

    @Override
    public void end() {
      emitter.complete();
    }

    /** Called by one thread at a time. */
    @Override
    public void look(List<AppRequest> live) {
      List<UUID> now = live.stream().map(AppRequest::id).toList();
      if (!now.equals(told)) {
        told = now;
        tell(live);
      }
    }

    private void tell(List<AppRequest> live) {
      if (devices.find(device).filter(AppDevice::isLinked).isEmpty()) {
        emitter.complete();
        return;
      }
      send(SseEmitter.event().name("requests").data(forms.json(live)));
    }

    /** Sends an event after those before it, whichever thread comes first. */
    private void send(SseEmitter.SseEventBuilder event) {
      events.add(event);
      Thread.ofVirtual().name("app-events").start(this::sendNext);
    }

    private void sendNext() {
      sending.lock();
      try {
        emitter.send(events.remove());
      } catch (IOException | IllegalStateException e) {
        close(this);
      } finally {
        sending.unlock();
      }
    }
  }
}
