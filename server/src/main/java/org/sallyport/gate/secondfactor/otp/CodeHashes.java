package org.sallyport.gate.secondfactor.otp;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.stereotype.Component;

/**
 * The keyed hashes of codes. Each includes what the code is bound to: purpose, account, sign-in,
 * and the contact that it verifies (rule 4).
 */
@Component
@RequiredArgsConstructor
class CodeHashes {
  private final KeyedHash hash;

  /** The hash to store. */
  byte[] of(FactorContext context, String contact, String code) {
    return hash.of(KeyPurpose.CODE, parts(context, contact, code));
  }

  /** The hashes for finding a stored one, under each key. */
  byte[][] all(FactorContext context, String contact, String code) {
    return hash.all(KeyPurpose.CODE, parts(context, contact, code));
  }

  private static String[] parts(FactorContext context, String contact, String code) {
    String account = context.held().id().toString();
    String signIn = context.signIn().id().toString();
    return new String[] {context.purpose().key(), account, signIn, contact, code};
  }
}
