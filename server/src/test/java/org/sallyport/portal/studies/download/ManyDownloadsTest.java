package org.sallyport.portal.studies.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.OnStubArchive;
import org.sallyport.testing.archive.StubArchive;
import org.sallyport.testing.archive.StubArchive.Stored;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * Memory of eight downloads at once. Archive and clients are in the same process and keep nothing.
 * The size of each download is {@code -Ddownload.megabytes}; benchmarks/README.md has the figures.
 */
@Tag("slow")
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnStubArchive.class})
class ManyDownloadsTest {
  private static final StubArchive ARCHIVE = OnStubArchive.ARCHIVE;
  private static final int MEGABYTES = Integer.getInteger("download.megabytes", 12);
  private static final int AT_ONCE = 8;
  private static final int OBJECTS = 4;
  private static final long MEGABYTE = 1 << 20;
  private static final long BETWEEN_NANOS = 1_000_000_000;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Sweep sweep;

  @Test
  void needLittleMemory() throws Exception {
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      readers.add(reader());
    }
    sweep.readRecent();
    readers.getFirst().download();
    long before = heap();
    long most = before;
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> downloads = new ArrayList<>();
      readers.forEach(it -> downloads.add(clients.submit(it::download)));
      while (!downloads.stream().allMatch(Future::isDone)) {
        most = Math.max(most, heap());
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
      for (Future<Long> download : downloads) {
        assertThat(download.get()).isGreaterThan(MEGABYTES * MEGABYTE);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "downloads=%d megabytes_each=%d heap_before_mb=%d heap_most_mb=%d mb_per_second=%.0f%n",
        AT_ONCE,
        MEGABYTES,
        before / MEGABYTE,
        most / MEGABYTE,
        AT_ONCE * MEGABYTES / seconds);
    assertThat(most - before).isLessThan(32 * MEGABYTE);
  }

  /** Bytes in use after a garbage collection. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private record Reader(Browser browser, StudyUid study) {
    /** Reads a whole download; how many bytes it has. */
    long download() {
      try (HttpClient http = HttpClient.newHttpClient();
          InputStream body =
              http.send(
                      browser.request("/studies/" + study + "/download").build(),
                      BodyHandlers.ofInputStream())
                  .body()) {
        return body.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Reader reader() {
    People.Person person = people.byEmail();
    String number = numbers.give(person.id(), "RIZIV");
    StudyUid study = new TestStudy().uid();
    Stored[] objects = new Stored[OBJECTS];
    for (int i = 0; i < OBJECTS; i++) {
      objects[i] =
          new Stored(
              study + ".8",
              study + "." + i,
              "CT",
              StubArchive.text("[]"),
              StubArchive.part(ManyDownloadsTest::zeros));
    }
    ARCHIVE.store(study, "RIZIV", number, objects);
    return new Reader(Visitors.signedIn(person, port), study);
  }

  private static void zeros(OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) MEGABYTE / 4];
    for (int i = 0; i < MEGABYTES; i++) {
      out.write(chunk);
    }
  }
}
