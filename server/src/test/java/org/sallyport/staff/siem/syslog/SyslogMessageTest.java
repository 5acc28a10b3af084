package org.sallyport.staff.siem.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.audit.search.AuditKinds;
import org.sallyport.platform.audit.search.AuditRecord;

class SyslogMessageTest {
  @Test
  void aFrameIsTheLengthInOctetsAndAMessageOfRfc5424() {
    byte[] frame =
        new SyslogMessage(event("StudyEvent.Opened"), "StudyEvent.Opened", "{\"a\":\"é漢\"}")
            .frame("portal.example");
    String text = new String(frame, StandardCharsets.UTF_8);
    String message = text.substring(text.indexOf(' ') + 1);
    assertThat(message)
        .isEqualTo(
            "<85>1 2026-11-24T09:00:00.001Z portal.example sallyport - StudyEvent.Opened - {\"a\":\"é漢\"}");
    assertThat(text).startsWith(message.getBytes(StandardCharsets.UTF_8).length + " <");
  }

  @ParameterizedTest
  @CsvSource({"StudyEvent.Opened,85", "StudyEvent.Refused,84", "LockEvent.Locked,83"})
  void thePriorityIsSecurityAndTheOutcome(String type, String priority) {
    String text =
        new String(new SyslogMessage(event(type), type, "").frame("h"), StandardCharsets.UTF_8);
    assertThat(text).contains(" <" + priority + ">1 ");
  }

  @Test
  void M03_nothingInAHeaderEndsIt() {
    String text =
        new String(
            new SyslogMessage(event("StudyEvent.Opened"), "a b\nc\u00e9".repeat(20), "x")
                .frame("ho st\n"),
            StandardCharsets.UTF_8);
    assertThat(text).contains(" ho-st- sallyport - a-b-c-a-b-c-a-b-c-a-b-c-a-b-c-a- - x");
  }

  @Test
  void theFirst32CharactersOfATypeTellItFromAllOthers() {
    assertThat(
            AuditKinds.byArea().values().stream()
                .flatMap(List::stream)
                .map(type -> type.substring(0, Math.min(32, type.length()))))
        .doesNotHaveDuplicates();
  }

  private static AuditRecord event(String type) {
    return new AuditRecord(
        1,
        Instant.parse("2026-11-24T09:00:00.001Z"),
        type,
        null,
        null,
        "a",
        "b",
        null,
        null,
        "{}",
        1,
        "");
  }
}
