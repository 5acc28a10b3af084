package org.sallyport.platform.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.monitoring.UpkeepSource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The age of the last backup, or of the embedded database if it was never backed up. */
@Component
class BackupUpkeep implements UpkeepSource {
  private final Path data;
  private final Clock clock;

  BackupUpkeep(Environment settings, Clock clock, MeterRegistry meters) {
    this.data = Path.of(settings.getProperty("sallyport.data", "data"));
    this.clock = clock;
    Gauge.builder("sallyport.backup.age", this::seconds)
        .description("time since the last backup, or since the database was made if there is none")
        .baseUnit("seconds")
        .register(meters);
  }

  /** NaN, which Prometheus takes for no value, if no time is known. */
  private double seconds() {
    return LastBackup.at(data)
        .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
        .orElse(Double.NaN);
  }

  @Override
  public List<Upkeep> upkeep() {
    return LastBackup.at(data)
        .map(at -> new Upkeep("backup", "", LastBackup.isOld(at, clock.instant())))
        .stream()
        .toList();
  }
}
