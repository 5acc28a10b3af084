package org.sallyport.staff.doctor;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.commandline.Arguments;

/**
 * The options of the command.
 *
 * @param mailTo where a mail is sent to try; null for none
 * @param smsTo where an SMS is sent to try; null for none
 * @param json whether the result is for a program
 */
record DoctorOptions(@Nullable String mailTo, @Nullable String smsTo, boolean json) {
  static final DoctorOptions NONE = new DoctorOptions(null, null, false);

  static DoctorOptions of(Arguments arguments) {
    return new DoctorOptions(
        arguments.optional("mail-to").orElse(null),
        arguments.optional("sms-to").orElse(null),
        arguments.has("json"));
  }
}
