package org.sallyport.platform.monitoring;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.monitoring.SecurityLogProperties.Naming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/**
 * Writes security events to the server's log: type, outcome, account, and the address where that is
 * set. In a structured format (setting {@code logging.structured.format.console}) these are fields
 * of the Elastic Common Schema. Access to studies is left out; the audit log has it.
 */
@Component
@RequiredArgsConstructor
class SecurityLog {
  /** The name by which a collector selects these lines. */
  static final String NAME = "sallyport.security";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private final SecurityLogProperties properties;
  private final KeyedHash hash;

  void write(DomainEvent event, Origin origin) {
    String type = DomainEvent.typeOf(event.getClass());
    Outcome outcome = EventType.outcomeOf(type);
    Level level = outcome == Outcome.ALERT ? Level.WARN : Level.INFO;
    if (!properties.enabled() || event instanceof StudyEvent || !LOG.isEnabledForLevel(level)) {
      return;
    }
    String ecs = outcome == Outcome.SUCCESS ? "success" : "failure";
    StringBuilder line = new StringBuilder(type).append(' ').append(ecs);
    LoggingEventBuilder entry =
        LOG.atLevel(level).addKeyValue("event.action", type).addKeyValue("event.outcome", ecs);
    AccountId account = event.account();
    if (account != null) {
      String name = name(account);
      entry = entry.addKeyValue(field(), name);
      line.append(" account=").append(name);
    }
    if (properties.addresses()) {
      entry = entry.addKeyValue("source.ip", origin.address());
      line.append(" address=").append(origin.address());
    }
    entry.log(line.toString());
  }

  private String name(AccountId account) {
    return properties.accounts() == Naming.ID
        ? account.toString()
        : hash.token(KeyPurpose.SECURITY_LOG, account.toString());
  }

  private String field() {
    return properties.accounts() == Naming.ID ? "user.id" : "user.hash";
  }
}
