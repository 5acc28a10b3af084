package org.sallyport.gate.selfservice.devices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** The linked devices of a visitor, as pages show them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DeviceRows {
  /** Devices not used for this time are marked. */
  private static final Duration UNUSED_AFTER = Duration.ofDays(90);

  private final Devices devices;
  private final SecondFactors factors;
  private final Installation installation;
  private final Clock clock;

  public List<DeviceRow> of(Visitor visitor) {
    return devices.of(visitor.account()).stream().map(this::row).toList();
  }

  Optional<DeviceRow> find(Visitor visitor, DeviceId id) {
    return of(visitor).stream().filter(row -> row.id().equals(id)).findFirst();
  }

  /** The devices of one factor. */
  public List<DeviceRow> of(Visitor visitor, String method) {
    return of(visitor).stream().filter(row -> row.method().equals(method)).toList();
  }

  private DeviceRow row(Device device) {
    ZoneId zone = installation.zone();
    Instant used = device.lastUsedAt();
    return new DeviceRow(
        device.id(),
        device.name(),
        device.method(),
        device.kind(),
        factors.linkable(device.method()).isPresent(),
        (used == null ? device.linkedAt() : used).isBefore(clock.instant().minus(UNUSED_AFTER)),
        device.linkedAt().atZone(zone),
        used == null ? null : used.atZone(zone));
  }
}
