package org.sallyport.platform.monitoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Security events in the server's log, for systems that collect it. The audit log has all events
 * with their details, regardless of these settings.
 *
 * @param enabled whether security events are logged
 * @param accounts how an account is named: "pseudonym" for a keyed hash that is the same in all
 *     lines until the key is rotated, "id" for the id that the command line and the audit log show
 * @param addresses whether the IP address of a request is logged
 */
@ConfigurationProperties("sallyport.security-log")
record SecurityLogProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("pseudonym") Naming accounts,
    @DefaultValue("false") boolean addresses) {

  /** How an account is named. */
  enum Naming {
    PSEUDONYM,
    ID
  }
}
