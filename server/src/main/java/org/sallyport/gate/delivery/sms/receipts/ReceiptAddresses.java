package org.sallyport.gate.delivery.sms.receipts;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * Where a gateway reports what becomes of a message: an address of that message alone, which only
 * its route was given. Someone who knows one can report on that message, and on no other.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ReceiptAddresses {
  static final String PATH = "/sms/receipts";

  private final Installation installation;
  private final KeyedHash hashes;

  /** The address of a message that is given to a route. */
  public String of(String route, MessageId id) {
    String proof = hashes.token(KeyPurpose.SMS_RECEIPT, route, id.toString());
    return installation.address(PATH + "/" + route + "/" + id + "/" + proof).toString();
  }

  /** Whether an address was given out for that route and message. */
  boolean isOf(String route, String id, String proof) {
    return hashes.isToken(proof, KeyPurpose.SMS_RECEIPT, route, id);
  }
}
