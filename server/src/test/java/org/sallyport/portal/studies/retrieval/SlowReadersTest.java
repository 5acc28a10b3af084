package org.sallyport.portal.studies.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.OnStubArchive;
import org.sallyport.testing.archive.StubArchive;
import org.sallyport.testing.archive.StubArchive.Stored;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Guests who open many connections and do not read. */
@Tag("slow")
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnStubArchive.class})
class SlowReadersTest {
  private static final int CONNECTIONS = 120;
  private static final int PER_OWNER = 8;
  private static final int WAITING = 100;
  private static final int TURNS = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Sweep sweep;
  @Autowired TurnableClock clock;
  @Autowired MeterRegistry meters;

  private final List<Socket> connections = new ArrayList<>();
  private final AtomicInteger ofArchive = new AtomicInteger();
  private Browser other;
  private Browser guest;
  private StudyUid shared;
  private StudyUid ofOther;

  @BeforeEach
  void aGuestAndSomebodyElse() {
    People.Person sharer = people.byEmail();
    TestStudy study = new TestStudy();
    shared = store(study, sharer, out -> endless(out, ofArchive));
    guest = Guests.of(Visitors.signedIn(sharer, port), study, clock, port);
    People.Person person = people.byEmail();
    ofOther = store(new TestStudy(), person, StubArchive.text("an image"));
    other = Visitors.signedIn(person, port);
  }

  @AfterEach
  void theConnectionsEnd() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
    assertThat(Poll.until(PATIENCE, () -> running() + waiting() == 0)).isTrue();
  }

  private StudyUid store(TestStudy study, People.Person person, StubArchive.Content content) {
    String number = numbers.give(person.id(), "RIZIV");
    StudyUid uid = study.uid();
    OnStubArchive.ARCHIVE.store(
        uid,
        "RIZIV",
        number,
        new Stored(
            uid + ".8", uid + ".1", "CT", StubArchive.text("[]"), StubArchive.part(content)));
    sweep.readRecent();
    return uid;
  }

  private static void endless(OutputStream out, AtomicInteger open) throws IOException {
    open.incrementAndGet();
    try {
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i < 2048; i++) {
        out.write(chunk);
      }
    } finally {
      open.decrementAndGet();
    }
  }

  private static String image(StudyUid study) {
    return "dicom-web/studies/%1$s/series/%1$s.8/instances/%1$s.1".formatted(study);
  }

  @Test
  void Rule47_leavePlacesToOthers() throws IOException {
    for (int wave = 1; wave <= 2; wave++) {
      open(CONNECTIONS);
      assertThat(Poll.until(PATIENCE, () -> running() == PER_OWNER && waiting() >= 1)).isTrue();
      assertThat(waiting()).isLessThanOrEqualTo(WAITING);
      assertThat(other.get("/studies/" + ofOther).status()).isEqualTo(200);
      assertThat(other.get("/" + image(ofOther)).body()).contains("an image");
      assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
      assertThat(running()).isEqualTo(PER_OWNER);
      assertThat(ofArchive.get()).isLessThanOrEqualTo(PER_OWNER);
    }
  }

  @Test
  void Rule47_loseTheirPlace() throws IOException {
    double ended = slow();
    open(1);
    assertThat(Poll.until(PATIENCE, () -> ofArchive.get() == 1)).isTrue();
    // Until the buffers of the connection are full, the client does not seem slow.
    for (int i = 0; i < TURNS && slow() == ended; i++) {
      clock.turn(Duration.ofSeconds(30));
      Poll.until(BETWEEN_LOOKS, () -> slow() > ended);
    }
    assertThat(slow()).isGreaterThan(ended);
    assertThat(Poll.until(PATIENCE, () -> running() == 0)).isTrue();
    assertThat(Poll.until(PATIENCE, () -> ofArchive.get() == 0)).isTrue();
  }

  private void open(int many) throws IOException {
    for (int i = 0; i < many; i++) {
      connections.add(connection());
    }
  }

  /** A request whose answer is not read. */
  private Socket connection() throws IOException {
    HttpRequest request = guest.request("/shared/" + image(shared)).build();
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

  private int running() {
    return (int) meters.get("sallyport.retrieval.running").gauge().value();
  }

  private int waiting() {
    return (int) meters.get("sallyport.retrieval.waiting").gauge().value();
  }

  private double slow() {
    return meters.get("sallyport.retrieval.slow").counter().count();
  }
}
