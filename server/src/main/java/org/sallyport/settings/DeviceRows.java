package org.sallyport.settings;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.sallyport.access.Visitor;
import org.sallyport.ids.DeviceId;
import org.sallyport.installation.Installation;
import org.sallyport.secondfactor.Device;
import org.sallyport.secondfactor.Devices;
import org.springframework.stereotype.Component;

/** The linked devices of a visitor, as pages show them. */
@Component
class DeviceRows {
  private final Devices devices;
  private final Installation installation;

  DeviceRows(Devices devices, Installation installation) {
    this.devices = devices;
    this.installation = installation;
  }

  List<DeviceRow> of(Visitor visitor) {
    return devices.of(visitor.account()).stream().map(this::row).toList();
  }

  Optional<DeviceRow> find(Visitor visitor, DeviceId id) {
    return of(visitor).stream().filter(row -> row.id().equals(id)).findFirst();
  }

  private DeviceRow row(Device device) {
    ZoneId zone = installation.zone();
    Instant used = device.lastUsedAt();
    return new DeviceRow(
        device.id(),
        device.name(),
        device.kind(),
        device.linkedAt().atZone(zone),
        used == null ? null : used.atZone(zone));
  }
}
