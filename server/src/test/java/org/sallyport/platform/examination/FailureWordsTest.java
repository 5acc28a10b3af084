package org.sallyport.platform.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureWordsTest {
  @Test
  void areNoNamesOfClasses() {
    assertThat(FailureWords.of(new IOException(new SocketTimeoutException("Read timed out"))))
        .isEqualTo("no answer in time");
    assertThat(FailureWords.of(new InterruptedIOException("took too long")))
        .isEqualTo("no answer in time");
    assertThat(FailureWords.of(new IOException("refused"))).isEqualTo("refused");
    assertThat(FailureWords.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void sayThatACertificateHasExpired() {
    Throwable expired = new CertificateExpiredException("NotAfter: Mon Nov 30 00:00:00 UTC 2026");
    Throwable path = new CertPathValidatorException("validity check failed", expired);
    assertThat(
            FailureWords.of(
                new SSLHandshakeException("PKIX path validation failed").initCause(path)))
        .isEqualTo("it has expired (NotAfter: Mon Nov 30 00:00:00 UTC 2026)");
  }
}
