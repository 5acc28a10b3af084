package org.sallyport.portal.studies.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * How long others wait while a guest opens {@code -Dguest.connections} connections, in three waves,
 * and reads nothing, before a real archive with its 50 threads. Prints the longest time of another
 * person's page and image in each wave.
 */
@Tag("long")
@SallyportTest
class StallTest {
  private static final int CONNECTIONS = Integer.getInteger("guest.connections", 120);
  private static final int WAVES = 3;
  private static final int LOOKS = 6;
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int DOCUMENT_BYTES = 24 << 20;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired TurnableClock clock;

  private final List<Socket> connections = new ArrayList<>();
  private double longest;

  @Test
  void othersDoNotWaitForAGuestWhoDoesNotRead() throws IOException {
    People.Person sharer = people.byEmail();
    People.Person person = people.byEmail();
    TestStudy large = new TestStudy().requestedBy("RIZIV", numbers.give(sharer.id(), "RIZIV"));
    TestStudy own = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(own);
    TestArchive.create(large.object(1, 1), "application/pdf", document());
    indexed.update();
    Browser guest = Guests.of(Visitors.signedIn(sharer, port), large, clock, port);
    Browser other = Visitors.signedIn(person, port);
    other.get("/studies/" + own.uid());
    for (int wave = 1; wave <= WAVES; wave++) {
      longest = 0;
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(connection(guest, large));
      }
      for (int i = 0; i < LOOKS; i++) {
        clock.turn(Duration.ofSeconds(11));
        look(other, "/studies/" + own.uid());
        look(other, "/dicom-web/" + image(own));
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
      System.out.printf(
          Locale.ROOT,
          "stall: wave=%d connections=%d longest_s=%.2f%n",
          wave,
          CONNECTIONS,
          longest);
    }
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private static byte[] document() {
    return Arrays.copyOf("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), DOCUMENT_BYTES);
  }

  private void look(Browser other, String path) {
    long start = System.nanoTime();
    assertThat(other.get(path).status()).isEqualTo(200);
    longest = Math.max(longest, (System.nanoTime() - start) / 1e9);
  }

  private static String image(TestStudy study) {
    return "studies/%s/series/%s/instances/%s"
        .formatted(study.uid(), study.seriesUid(1), study.instanceUid(1, 1));
  }

  private Socket connection(Browser guest, TestStudy study) throws IOException {
    HttpRequest request = guest.request("/shared/dicom-web/" + image(study)).build();
    Socket socket = new Socket("localhost", port);
    StringBuilder head = new StringBuilder("GET " + request.uri().getPath() + " HTTP/1.1\r\n");
    head.append("Host: localhost:" + port + "\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
