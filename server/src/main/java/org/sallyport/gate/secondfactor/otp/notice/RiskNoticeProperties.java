package org.sallyport.gate.secondfactor.otp.notice;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The notice of the risk of SMS (NIST SP 800-63B-4, section 3.2.9).
 *
 * @param riskNotice shown: someone who chooses codes by SMS reads what their risk is and what is
 *     safer; confirmed: besides, the choice is stored as a confirmation, and who has SMS as method
 *     without one is asked at the next sign-in, before a code is sent
 */
@ConfigurationProperties("sallyport.sms")
record RiskNoticeProperties(@DefaultValue("shown") RiskNotice riskNotice) {
  /** What is asked for. */
  enum RiskNotice {
    SHOWN,
    CONFIRMED
  }
}
