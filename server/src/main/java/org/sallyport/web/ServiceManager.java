package org.sallyport.web;

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
 */
@Component
class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final int PATIENCE_SECONDS = 10;

  private final Map<String, String> environment;
  private final List<String> command;

  @Autowired
  ServiceManager() {
    this(System.getenv(), List.of("systemd-notify", "--ready"));
  }

  ServiceManager(Map<String, String> environment, List<String> command) {
    this.environment = environment;
    this.command = command;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    String socket = environment.get(SOCKET);
    if (socket == null) {
      return;
    }
    try {
      ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
      process.environment().put(SOCKET, socket);
      Process notifying = process.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!notifying.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || notifying.exitValue() != 0) {
        LOG.warn("systemd could not be notified that the server is ready");
      }
    } catch (IOException e) {
      LOG.warn("systemd could not be notified that the server is ready: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
