package org.sallyport.portal.studies.reports;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Reports of studies.
 *
 * @param usuallyWithin how long after the examination a report is usually there, for example {@code
 *     3d}; the page of a recent study without a report says it. If it is empty, the page says only
 *     that there is none yet
 */
@ConfigurationProperties("sallyport.reports")
public record ReportProperties(@Nullable Duration usuallyWithin) {
  public ReportProperties {
    if (usuallyWithin != null && usuallyWithin.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("sallyport.reports.usually-within must be 1h or more");
    }
  }
}
