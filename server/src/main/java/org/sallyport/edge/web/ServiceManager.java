package org.sallyport.edge.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notifies systemd that the server is ready (sd_notify), so that {@code systemctl start} returns
 * then and not before. Java has no datagram sockets of the local kind; the command of systemd has.
 *
 * <p>In a container nothing is notified: there the command in {@code READY_COMMAND}, which the
 * image's entrypoint sets, is run in place of systemd's {@code ExecStartPost}.
 */
@Component
class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String READY_COMMAND = "READY_COMMAND";
  private static final int TIMEOUT_SECONDS = 10;

  private final Map<String, String> environment;
  private final List<String> notifier;

  @Autowired
  ServiceManager() {
    this(System.getenv(), List.of("systemd-notify", "--ready"));
  }

  ServiceManager(Map<String, String> environment, List<String> notifier) {
    this.environment = environment;
    this.notifier = notifier;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    String socket = environment.get(SOCKET);
    if (socket != null) {
      notifySystemd(socket);
    }
    String command = environment.get(READY_COMMAND);
    if (command != null && !succeeds(new ProcessBuilder(command))) {
      LOG.warn("{} failed, which is run when the server is ready", command);
    }
  }

  private void notifySystemd(String socket) {
    ProcessBuilder notification = new ProcessBuilder(notifier);
    notification.environment().put(SOCKET, socket);
    if (!succeeds(notification)) {
      LOG.warn("systemd could not be notified that the server is ready");
    }
  }

  private static boolean succeeds(ProcessBuilder process) {
    try {
      return endsWell(
          process
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static boolean endsWell(Process running) throws InterruptedException {
    try {
      return running.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && running.exitValue() == 0;
    } finally {
      running.destroy();
    }
  }
}
