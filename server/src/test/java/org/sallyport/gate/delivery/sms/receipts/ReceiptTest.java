package org.sallyport.gate.delivery.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.routes.RouteReceipt;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What gateways report, and what others try to report. */
@SallyportTest
class ReceiptTest {
  private static final String ROUTE = "default";

  @LocalServerPort int port;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired ReceiptAddresses addresses;
  @Autowired RouteReceipts receipts;
  @Autowired JdbcClient jdbc;

  private Browser gateway;

  @BeforeEach
  void begin() {
    gateway = new Browser(port);
  }

  private MessageId sent() {
    MessageId id =
        Objects.requireNonNull(
            transaction.execute(
                status -> outbox.put(Message.sms("+32470011223", "Good morning."))));
    await().until(() -> outbox.delivery(id) instanceof Delivery.HandedOver);
    return id;
  }

  private String path(MessageId id) {
    return URI.create(addresses.of(ROUTE, id)).getPath();
  }

  @ParameterizedTest
  @CsvSource({
    "MessageStatus=delivered, DELIVERED",
    "status=delivered, DELIVERED",
    "dlr=1, DELIVERED",
    "dlr=16, FAILED",
    "status=expired, FAILED",
    "MessageStatus=undelivered, FAILED",
    "status=buffered, DELAYED",
    "MessageStatus=sent, HANDED",
    "status=%00nonsense, HANDED"
  })
  void whatAGatewayReportsIsShown(String query, String state) {
    MessageId id = sent();
    assertThat(gateway.get(path(id) + "?" + query).status()).isEqualTo(200);
    assertThat(outbox.delivery(id).getClass().getSimpleName().toUpperCase(Locale.ROOT))
        .startsWith(state);
  }

  @Test
  void aFormOfTwilioIsTaken() {
    MessageId id = sent();
    assertThat(
            gateway
                .post(
                    path(id), "MessageSid", "SM1", "MessageStatus", "failed", "ErrorCode", "30003")
                .status())
        .isEqualTo(200);
    assertThat(outbox.delivery(id))
        .isEqualTo(new Delivery.Failed("The message cannot be delivered to this destination."));
  }

  @Test
  void theLastStateStays() {
    MessageId id = sent();
    gateway.get(path(id) + "?status=delivered");
    gateway.get(path(id) + "?status=failed");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void aDelayIsFollowedByTheDelivery() {
    MessageId id = sent();
    gateway.get(path(id) + "?dlr=4");
    assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Delayed());
    gateway.get(path(id) + "?dlr=1");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void aReceiptMayComeBeforeTheAnswerIsStored() {
    MessageId id = sent();
    receipts.take(new RouteReceipt(ROUTE, "early-" + id, ReceiptState.DELIVERED));
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    jdbc.sql("update outbox set route_reference = :reference where id = :id")
        .param("reference", "early-" + id)
        .param("id", id.value())
        .update();
    await().until(() -> outbox.delivery(id) instanceof Delivery.Delivered);
  }

  @Nested
  class AForgedReceipt {
    @Test
    void C14_isRefusedWithoutTheAddressOfItsMessage() {
      MessageId id = sent();
      MessageId other = sent();
      String proofOfOther = path(other).replaceAll(".*/", "");
      for (String path :
          new String[] {
            "/sms/receipts/default/" + id + "/" + proofOfOther,
            "/sms/receipts/other/" + id + "/" + path(id).replaceAll(".*/", ""),
            "/sms/receipts/default/" + id + "/x",
            "/sms/receipts/default/" + UUID.randomUUID() + "/" + proofOfOther
          }) {
        assertThat(gateway.get(path + "?status=delivered").status()).as(path).isEqualTo(404);
        assertThat(gateway.post(path, "status", "delivered").status()).as(path).isEqualTo(404);
      }
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    }

    @Test
    void C14_ofAnotherRouteDoesNotFindTheMessage() {
      MessageId id = sent();
      receipts.take(new RouteReceipt("other", id.toString(), ReceiptState.DELIVERED));
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{", "{\"results\":[]}", "[]", "null", "{\"results\":[{\"status\":7}]}"})
    void C14_thatIsNoReportChangesNothing(String json) {
      MessageId id = sent();
      Browser.Page page =
          gateway.send(
              gateway
                  .request(path(id) + "/json")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(json))
                  .build());
      assertThat(page.status()).isEqualTo(200);
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    }
  }

  @Test
  void theJsonOfInfobipIsTaken() {
    MessageId id = sent();
    String json =
        "{\"results\":[{\"messageId\":\""
            + id
            + "\",\"status\":{\"groupId\":4,\"groupName\":\"EXPIRED\"}}]}";
    gateway.send(
        gateway
            .request(path(id) + "/json")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
    assertThat(outbox.delivery(id))
        .isEqualTo(new Delivery.Failed("The message did not reach its destination in time."));
  }
}
