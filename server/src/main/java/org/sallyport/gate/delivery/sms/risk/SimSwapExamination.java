package org.sallyport.gate.delivery.sms.risk;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/**
 * Whether the SIM swap service gives out a token for the client of the settings. No number is sent
 * to it.
 */
final class SimSwapExamination implements Examination {
  private static final String SUBJECT = "sim-swap";

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return List.of(
        examined
            .bound("sallyport.sms.sim-swap", SimSwapProperties.class)
            .map(it -> examine(it, examined.clock()))
            .orElseGet(() -> Finding.error(SUBJECT, "not tried: its settings are not understood")));
  }

  private static Finding examine(SimSwapProperties properties, Clock clock) {
    if (properties.url() == null) {
      return Finding.sound(SUBJECT, "not used");
    }
    try (CamaraHttp http = new CamaraHttp(properties.timeout())) {
      AccessTokens.of(properties, http, clock).header();
      return Finding.sound(SUBJECT, properties.tokenUrl() + " gives out access tokens");
    } catch (IOException e) {
      return Finding.error(SUBJECT, properties.tokenUrl() + ": " + e.getMessage());
    }
  }
}
