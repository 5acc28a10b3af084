package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.http.HttpAnswer;

/**
 * Metadata and keys of an issuer. They are read again after an hour; a key that is not known has
 * the keys read at once, but not more often than once a minute, so that invented tokens make no
 * traffic. If the issuer does not answer then, what was read before lasts for a day. One request
 * reads, the others wait for it.
 */
@RequiredArgsConstructor
final class IssuerDocuments {
  private static final Duration LASTS = Duration.ofHours(1);
  private static final Duration LASTS_AT_MOST = Duration.ofDays(1);
  private static final Duration BETWEEN_READS = Duration.ofMinutes(1);

  /** After a failure, so that each click on a dead issuer's button does not wait for it. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private static final int LEAST_RSA_BITS = 2048;
  private static final int OK = 200;

  private final IssuerProperties properties;
  private final IssuerHttp http;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Read read;
  private @Nullable Failure failure;

  /** What was read, and when. */
  private record Read(IssuerMetadata metadata, JWKSet keys, Instant at) {}

  private record Failure(IssuerUnreachable why, Instant at) {}

  IssuerMetadata metadata() throws IssuerUnreachable {
    return current(LASTS).metadata();
  }

  /** The keys by which a signature with this header can be checked; empty if there is none. */
  List<JWK> keys(JWSHeader header) throws IssuerUnreachable {
    List<JWK> found = matching(current(LASTS), header);
    return found.isEmpty() ? matching(current(BETWEEN_READS), header) : found;
  }

  private static List<JWK> matching(Read read, JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return matcher == null
        ? List.of()
        : new JWKSelector(matcher)
            .select(read.keys()).stream()
                .filter(key -> !(key instanceof RSAKey) || key.size() >= LEAST_RSA_BITS)
                .toList();
  }

  private Read current(Duration lasts) throws IssuerUnreachable {
    lock.lock();
    try {
      Instant now = clock.instant();
      Read before = read;
      if (before != null && now.isBefore(before.at().plus(lasts))) {
        return before;
      }
      return readAgain(before, now);
    } finally {
      lock.unlock();
    }
  }

  private Read readAgain(@Nullable Read before, Instant now) throws IssuerUnreachable {
    Failure last = failure;
    try {
      if (last != null && now.isBefore(last.at().plus(BETWEEN_TRIES))) {
        throw last.why();
      }
      Read fresh = fetch(now);
      read = fresh;
      failure = null;
      return fresh;
    } catch (IssuerUnreachable e) {
      failure = last != null && e == last.why() ? last : new Failure(e, now);
      if (before != null && now.isBefore(before.at().plus(LASTS_AT_MOST))) {
        return before;
      }
      throw e;
    }
  }

  private Read fetch(Instant now) throws IssuerUnreachable {
    IssuerMetadata metadata =
        IssuerMetadata.read(text(IssuerMetadata.address(properties)), properties);
    try {
      return new Read(metadata, JWKSet.parse(text(metadata.keys())), now);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IssuerUnreachable("the keys are not understood", e);
    }
  }

  private String text(URI address) throws IssuerUnreachable {
    HttpAnswer answer = http.get(address);
    if (answer.status() != OK) {
      throw new IssuerUnreachable(address + ": answered " + answer.status());
    }
    return answer.text();
  }
}
