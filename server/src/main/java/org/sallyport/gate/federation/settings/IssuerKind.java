package org.sallyport.gate.federation.settings;

/** By which claims an issuer names a person for good. */
public enum IssuerKind {
  /** By {@code sub}, as OpenID Connect Core 5.7 demands. */
  STANDARD,
  /**
   * Microsoft Entra ID: by {@code tid} and {@code oid}. Its {@code sub} is another one for each
   * application, so an admin could not look it up.
   */
  ENTRA
}
