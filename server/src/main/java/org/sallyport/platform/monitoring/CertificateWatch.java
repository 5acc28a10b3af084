package org.sallyport.platform.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * For how long the certificates last that the servers show which this installation depends on, and
 * its own. They are read once an hour; of several of a dependency, the one that ends first counts.
 */
@Component
class CertificateWatch implements UpkeepSource {
  /** How long before the end somebody has to look after it. */
  static final Duration SOON = Duration.ofDays(14);

  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final List<CertificateUse> uses;
  private final Clock clock;

  /** By dependency; nothing of one whose certificates could never be read. */
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  CertificateWatch(List<CertificateUse> uses, Clock clock, MeterRegistry meters) {
    this.uses = uses;
    this.clock = clock;
    for (CertificateUse use : uses) {
      Gauge.builder("sallyport.certificate.left", () -> seconds(ends.get(use.dependency())))
          .description("time until the first certificate of the dependency ends")
          .baseUnit("seconds")
          .tag("dependency", use.dependency())
          .register(meters);
    }
  }

  /** NaN, which Prometheus takes for no value, if nothing was read. */
  private double seconds(@Nullable Instant end) {
    return end == null ? Double.NaN : Duration.between(clock.instant(), end).toSeconds();
  }

  /** The last reading of a dependency is kept while it is away. */
  @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void look() {
    for (CertificateUse use : uses) {
      firstEnd(use).ifPresent(end -> ends.put(use.dependency(), end));
    }
    for (Upkeep it : upkeep()) {
      if (it.isDue()) {
        LOG.warn("a certificate of the {} ends on {}", it.of(), ends.get(it.of()));
      }
    }
  }

  private static Optional<Instant> firstEnd(CertificateUse use) {
    List<X509Certificate> found = new ArrayList<>();
    for (URI server : use.servers()) {
      if (ShownCertificates.isAt(server)) {
        add(() -> ShownCertificates.of(server), found);
      }
    }
    for (Path file : use.files()) {
      add(() -> read(file), found);
    }
    return found.stream()
        .filter(it -> !isRootOfAnother(it, found))
        .map(it -> it.getNotAfter().toInstant())
        .min(Comparator.naturalOrder());
  }

  /** An issuer's own certificate, which many servers send along, is not what a client looks at. */
  private static boolean isRootOfAnother(X509Certificate root, List<X509Certificate> found) {
    return root.getIssuerX500Principal().equals(root.getSubjectX500Principal())
        && found.stream()
            .anyMatch(
                it ->
                    !it.equals(root)
                        && it.getIssuerX500Principal().equals(root.getSubjectX500Principal()));
  }

  private interface Reading {
    Collection<X509Certificate> read() throws IOException, GeneralSecurityException;
  }

  /** That a server is away is what its health says. */
  private static void add(Reading reading, List<X509Certificate> found) {
    try {
      found.addAll(reading.read());
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("a certificate could not be read", e);
    }
  }

  private static List<X509Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  @Override
  public List<Upkeep> upkeep() {
    Instant soon = clock.instant().plus(SOON);
    return ends.entrySet().stream()
        .map(it -> new Upkeep("certificate", it.getKey(), it.getValue().isBefore(soon)))
        .sorted(Comparator.comparing(Upkeep::of))
        .toList();
  }
}
