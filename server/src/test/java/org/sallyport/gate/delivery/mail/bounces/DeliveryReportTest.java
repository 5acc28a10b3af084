package org.sallyport.gate.delivery.mail.bounces;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.routes.ReceiptState;

class DeliveryReportTest {
  @ParameterizedTest
  @CsvSource({
    "delivered, 2.0.0, DELIVERED",
    "Delivered, 2.1.5, DELIVERED",
    "relayed, 2.0.0, RELAYED",
    "expanded, 2.0.0, RELAYED",
    "delayed, 4.4.1, DELAYED",
    "failed, 5.1.1, NO_MAILBOX",
    "failed, 5.1.3, NO_MAILBOX",
    "failed, 5.1.10, UNDELIVERABLE",
    "failed, 5.1.8, REJECTED",
    "failed, 5.2.1, NO_MAILBOX",
    "failed, 5.2.2, MAILBOX_FULL",
    "failed, 4.2.2, MAILBOX_FULL",
    "failed, 5.2.3, REJECTED",
    "failed, 5.3.4, REJECTED",
    "failed, 5.4.4, UNDELIVERABLE",
    "failed, 5.4.1, REJECTED",
    "failed, 4.4.7, EXPIRED",
    "failed, 5.7.1, REJECTED",
    "failed, 5.7.26, REJECTED",
    "failed, 5.1.1 (bad destination mailbox address), NO_MAILBOX",
    "failed, nonsense, REJECTED",
    "failed, 5.99999999999.1, REJECTED"
  })
  void saysWhatBecameOfAMail(String action, String status, ReceiptState state) {
    assertThat(DeliveryReport.state(Reports.of(action, status))).contains(state);
  }

  @Nested
  class SaysNothing {
    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "failed-or-so"})
    void ofAnActionThatIsNotKnown(String action) {
      assertThat(DeliveryReport.state(Reports.of(action, "5.1.1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "Subject: Out of office\n\nI am away. Action: failed\nStatus: 5.1.1\n",
          "Content-Type: multipart/report; boundary=b\n\n--b--\n",
          "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
          "Content-Type: multipart/report\n\n\n",
          "Content-Type: message/delivery-status\n\nA: b\n\nAction: failed\nStatus: 5.1.1\n",
          "Content-Type: multipart/report; boundary=\"\n\n--\n"
        })
    void ofWhatIsNoReport(String mail) {
      assertThat(DeliveryReport.state(Reports.bytes(mail))).isEmpty();
    }
  }

  @Nested
  class I09_AHostileReport {
    /** What a report of 128 KB may take of the memory, while twenty are read. */
    private static final long MOST_BYTES = 2 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void I09_withThousandsOfPartsAndReceiversCostsLittle() {
      String head = "Content-Type: multipart/report; boundary=b\n\n";
      StringBuilder parts = new StringBuilder(head);
      while (parts.length() < 100_000) {
        parts.append("--b\n\nx\n");
      }
      assertCheap(parts.toString());
      assertCheap(parts.toString().replace('\n', '\r').replace(head.replace('\n', '\r'), head));
      StringBuilder receivers = new StringBuilder(head);
      receivers.append("--b\nContent-Type: message/delivery-status\n\nA: b\n\n");
      while (receivers.length() < 100_000) {
        receivers.append("X: y\n\n");
      }
      assertCheap(receivers.append("--b--\n").toString());
      String blank = "--b\nContent-Type: message/delivery-status\n\nA: b";
      assertCheap(head + blank + "\n".repeat(100_000) + "--b--\n");
      assertCheap(head + blank + "\n " + " ".repeat(100_000) + "\n--b--\n");
      assertCheap(head + blank + "\n\n" + "X: y\n".repeat(20_000) + "\n--b--\n");
    }

    @Test
    void I09_withALevelInEachLevelCostsLittle() {
      StringBuilder levels = new StringBuilder();
      for (int i = 0; i < 3_000; i++) {
        levels.append("Content-Type: multipart/report; boundary=b").append(i);
        levels.append("\n\n--b").append(i).append('\n');
      }
      assertCheap(levels.toString());
    }

    @Test
    void I09_ofRandomBytesIsNoFault() {
      Random random = new Random(7);
      for (int i = 0; i < 500; i++) {
        byte[] report = Reports.of("failed", "5.1.1");
        for (int j = 0; j < 20; j++) {
          report[random.nextInt(report.length)] = (byte) random.nextInt(256);
        }
        assertThat(DeliveryReport.state(report)).isNotNull();
      }
    }

    private void assertCheap(String mail) {
      byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
      assertThat(DeliveryReport.state(bytes)).isEmpty();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      DeliveryReport.state(bytes);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    }
  }
}
