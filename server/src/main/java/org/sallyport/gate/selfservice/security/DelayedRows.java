package org.sallyport.gate.selfservice.security;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.selfservice.DelayedChange;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.MethodNames;
import org.sallyport.gate.selfservice.contacts.NumberRemoval;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Describes delayed changes. */
@Component
@RequiredArgsConstructor
class DelayedRows {
  private final DelayedChanges changes;
  private final MethodNames methodNames;
  private final Devices devices;
  private final Installation installation;

  List<DelayedRow> of(AccountId account) {
    ZoneId zone = installation.zone();
    return changes.of(account).stream()
        .map(
            change ->
                new DelayedRow(
                    change.id(),
                    what(change, change.value()),
                    change.requestedAt().atZone(zone),
                    change.dueAt().atZone(zone)))
        .toList();
  }

  private String what(DelayedChange change, @Nullable String value) {
    if (value == null) {
      return text("impossible", change.change().purpose());
    }
    return switch (change.change()) {
      case PHONE ->
          value.equals(NumberRemoval.NO_NUMBER)
              ? text("phone-removed")
              : text("phone", Phones.mask(value));
      case EMAIL -> text("email", Emails.mask(value));
      case METHOD -> text("method", methodNames.name(value));
      case PASSWORD -> text("password");
      case DEVICE -> text("device", device(change.account(), value));
      case RECOVERY,
          WAYS,
          ELSEWHERE,
          ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          change.change().purpose();
    };
  }

  private String device(AccountId account, String value) {
    DeviceId id = new DeviceId(UUID.fromString(value));
    return devices.of(account).stream()
        .filter(device -> device.id().equals(id))
        .map(Device::name)
        .findFirst()
        .orElse(text("device-gone"));
  }

  private static String text(String what, String... values) {
    return Messages.text("settings.security.delayed-change." + what, (Object[]) values);
  }
}
