package org.sallyport.gate.secondfactor.enrollment;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.InertText;
import org.sallyport.platform.messages.Messages;

/** Validates the name that an owner gives a device; it is shown in mails and on pages. */
public final class DeviceNameRule {
  private static final int MAX_LENGTH = 40;

  private DeviceNameRule() {}

  /** The error text for a name; null if it is valid. The caller handles empty names. */
  public static @Nullable String problem(String name) {
    if (name.strip().length() > MAX_LENGTH) {
      return Messages.text("factor.device.name-too-long", MAX_LENGTH);
    }
    return InertText.is(name) ? null : Messages.text("factor.device.name-not-plain");
  }
}
