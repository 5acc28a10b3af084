package org.sallyport.platform.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long rows are kept (rule 41).
 *
 * @param interval how often expired rows are removed
 * @param batchSize maximum number of rows that are removed in one transaction, so that other
 *     transactions do not wait for it
 * @param signIns sign-ins, wrong passwords and wrong codes, resets of a second factor, removed
 *     phones and shares that are over: 13 months, so that a year can be looked back on; at least
 *     30d, because some rules count over 30 days
 * @param codes one-time codes, links, requests to phones, challenges, used codes on paper and
 *     remembered browsers, after their end: long enough to answer a question about them; at least
 *     1d
 * @param messages messages without their text, after they were handed over or failed: long enough
 *     to find out why one did not arrive; at least 1d
 * @param rateLimits counts of what was sent and tried, for limits of a day at most; at least 2d.
 *     Counts of wrong passwords are deleted earlier, once they cause no more delay
 * @param audit audit events: ten years, as records of access to health data are kept in many
 *     countries; at least 30d
 * @param auditExport the folder into which audit events are written before they are removed, for
 *     the service's user alone. The default one is made when it is needed; another one must exist,
 *     so that an unmounted volume loses nothing. With several nodes: one that they share
 */
@ConfigurationProperties("sallyport.retention")
public record RetentionProperties(
    @DefaultValue("1h") Duration interval,
    @DefaultValue("1000") int batchSize,
    @DefaultValue("396d") Duration signIns,
    @DefaultValue("30d") Duration codes,
    @DefaultValue("30d") Duration messages,
    @DefaultValue("7d") Duration rateLimits,
    @DefaultValue("3653d") Duration audit,
    @DefaultValue(DEFAULT_EXPORT) Path auditExport) {
  private static final String DEFAULT_EXPORT = "data/audit-export";

  public RetentionProperties {
    atLeast("sign-ins", signIns, 30);
    atLeast("codes", codes, 1);
    atLeast("messages", messages, 1);
    atLeast("rate-limits", rateLimits, 2);
    atLeast("audit", audit, 30);
  }

  /** Whether audit events are exported into the installation's own data folder. */
  public boolean isExportedToDataFolder() {
    return auditExport.equals(Path.of(DEFAULT_EXPORT));
  }

  Duration of(RetentionPeriod period) {
    return switch (period) {
      case SIGN_INS -> signIns;
      case CODES -> codes;
      case MESSAGES -> messages;
      case RATE_LIMITS -> rateLimits;
      case AUDIT -> audit;
    };
  }

  private static void atLeast(String name, Duration value, int days) {
    if (value.compareTo(Duration.ofDays(days)) < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "sallyport.retention.%s: at least %sd", name, Integer.toString(days)));
    }
  }
}
