package org.sallyport.gate.delivery.sms.receipts;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.routes.RouteReceipt;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes the reports of gateways. The address is the proof; any other one is answered as an address
 * that does not exist. A report changes nothing but the state that is shown of its message.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class ReceiptPage {
  private static final String ONE = ReceiptAddresses.PATH + "/{route}/{id}/{proof}";

  private final ReceiptAddresses addresses;
  private final RouteReceipts receipts;

  /** As Infobip reports. */
  @PostMapping(ONE + "/json")
  ResponseEntity<Void> postedAsJson(
      @PathVariable String route,
      @PathVariable String id,
      @PathVariable String proof,
      HttpServletRequest request)
      throws IOException {
    return take(route, id, proof, request);
  }

  /** As Twilio reports. */
  @PostMapping(ONE)
  ResponseEntity<Void> posted(
      @PathVariable String route,
      @PathVariable String id,
      @PathVariable String proof,
      HttpServletRequest request)
      throws IOException {
    return take(route, id, proof, request);
  }

  /** As MessageBird and Kannel report. */
  @GetMapping(ONE)
  ResponseEntity<Void> got(
      @PathVariable String route,
      @PathVariable String id,
      @PathVariable String proof,
      HttpServletRequest request)
      throws IOException {
    return take(route, id, proof, request);
  }

  private ResponseEntity<Void> take(
      String route, String id, String proof, HttpServletRequest request) throws IOException {
    if (!addresses.isOf(route, id, proof)) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
    }
    ReceiptReader.read(request)
        .ifPresent(state -> receipts.take(new RouteReceipt(route, id, state)));
    return ResponseEntity.ok().build();
  }
}
