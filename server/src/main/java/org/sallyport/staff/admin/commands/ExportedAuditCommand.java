package org.sallyport.staff.admin.commands;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.export.AuditExports;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.springframework.stereotype.Component;

/** Verifies a file of exported audit events. */
@Component
@RequiredArgsConstructor
class ExportedAuditCommand {
  private final AuditExports exports;

  CommandResult verify(String file) {
    try {
      return exports
          .verify(Path.of(file))
          .map(ExportedAuditCommand::answer)
          .orElseGet(() -> refused("there is nothing in that file"));
    } catch (IOException | InvalidPathException e) {
      return refused("that file cannot be read");
    }
  }

  private static CommandResult answer(AuditExports.Verified verified) {
    return Optional.ofNullable(verified.broken())
        .<CommandResult>map(line -> refused("line " + line + " does not match the chain"))
        .orElseGet(
            () ->
                new Done(
                    String.format(
                        Locale.ROOT,
                        "The file is intact: audit events %s to %s.",
                        Long.toString(verified.first()),
                        Long.toString(verified.last()))));
  }

  private static CommandResult refused(String why) {
    return new Refused("account audit-verify-file: " + why);
  }
}
