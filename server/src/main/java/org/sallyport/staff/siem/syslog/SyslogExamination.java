package org.sallyport.staff.siem.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** The receiver of audit events: whether it listens, and its certificate. No event is sent. */
final class SyslogExamination implements Examination {
  private static final String SIEM = "siem";
  private static final String SETTING = "sallyport.audit.syslog";
  private static final int TIMEOUT_MILLIS = 5_000;

  @Override
  public String subject() {
    return SIEM;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return List.of(
        examined
            .bound(SETTING, SyslogProperties.class)
            .map(SyslogExamination::examine)
            .orElseGet(() -> Finding.error(SIEM, "not tried: " + SETTING + " is not understood")));
  }

  private static Finding examine(SyslogProperties settings) {
    if (!settings.isOn()) {
      return Finding.sound(SIEM, "none");
    }
    String host = Objects.requireNonNull(settings.host());
    String where = host + ":" + settings.port();
    try (Socket tcp = new Socket()) {
      tcp.connect(new InetSocketAddress(host, settings.port()), TIMEOUT_MILLIS);
      tcp.setSoTimeout(TIMEOUT_MILLIS);
      try (Socket secured = SyslogReceiver.secured(settings, tcp)) {
        return Finding.sound(SIEM, (secured == tcp ? "" : "TLS, ") + where + " listens");
      }
    } catch (UnknownHostException e) {
      return Finding.error(SIEM, SETTING + ".host: no host of the name " + host + " is found");
    } catch (SSLException e) {
      return Finding.error(
          SIEM, where + ": no TLS, or its certificate is not accepted: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      return Finding.error(
          SIEM,
          where + " does not listen: " + e.getMessage() + "; audit events wait until it does");
    }
  }
}
