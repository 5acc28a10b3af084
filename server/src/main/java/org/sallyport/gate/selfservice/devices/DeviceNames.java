package org.sallyport.gate.selfservice.devices;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.platform.access.DeviceName;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Proposes a name for a device that is being linked. */
@Component
@RequiredArgsConstructor
class DeviceNames {
  private final Devices devices;

  /**
   * A name that no other device of the account has; empty if there is nothing to derive it from.
   */
  String propose(Account account, EnrollmentPrompt enrollmentPrompt, HttpServletRequest request) {
    String name =
        switch (enrollmentPrompt) {
          case EnrollmentPrompt.ByCredential _ -> DeviceName.of(request);
          case EnrollmentPrompt.BySecret _ -> app(DeviceName.model(request));
          case EnrollmentPrompt.ByPhone _ -> "";
        };
    return name.isEmpty() ? "" : unused(name, account);
  }

  /**
   * The phone's model if the request names one. The page is often viewed on another device than the
   * one with the app.
   */
  private static String app(@Nullable String model) {
    return model == null ? Messages.text("settings.devices.app-name") : model;
  }

  private String unused(String name, Account account) {
    Set<String> used =
        devices.of(account.id()).stream().map(Device::name).collect(Collectors.toSet());
    String free = name;
    for (int number = 2; used.contains(free); number++) {
      free = name + " " + number;
    }
    return free;
  }
}
