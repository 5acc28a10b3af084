package org.sallyport.platform.memory;

import com.webauthn4j.WebAuthnManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ChangesFeed;
import org.sallyport.portal.archive.ObjectDescription;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.studies.contents.KnownObjects;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process in which everything that reads what others send does so at once, with its real code.
 */
final class AllReaders {
  private static final int EACH = 2;
  private static final JsonMapper JSON = new JsonMapper();

  private final Archive archive;
  private final ChangesFeed changes;
  private final MemoryBudget budget;

  private AllReaders(AnnotationConfigApplicationContext context) {
    archive = context.getBean(Archive.class);
    changes = context.getBean(ChangesFeed.class);
    budget = context.getBean(MemoryBudget.class);
  }

  public static void main(String[] arguments) throws Exception {
    try (var context = context(arguments[0])) {
      new AllReaders(context).run();
      double held =
          context.getBean(MeterRegistry.class).get("sallyport.memory.held").gauge().value();
      System.out.println(held == 0 ? "all read, nothing held" : "held: " + held);
    }
    System.exit(0);
  }

  private static AnnotationConfigApplicationContext context(String address) {
    var context = new AnnotationConfigApplicationContext();
    Map<String, Object> settings =
        Map.of(
            "sallyport.archive.url",
            address + "/dicom-web",
            "sallyport.archive.orthanc-url",
            address);
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
    context.registerBean(JsonMapper.class, () -> new JsonMapper());
    context.register(Settings.class);
    context.scan(
        "org.sallyport.portal.archive",
        "org.sallyport.platform.memory",
        "org.sallyport.platform.installation",
        "org.sallyport.platform.tracing");
    context.refresh();
    return context;
  }

  @EnableConfigurationProperties
  @ConfigurationPropertiesScan({"org.sallyport.portal.archive", "org.sallyport.platform"})
  private static final class Settings {}

  /** Writes an object as it is read, as the answers to DICOMweb are written. */
  private static void write(DicomObject item) {
    JSON.writeValue(OutputStream.nullOutputStream(), item.json());
  }

  private void run() throws Exception {
    List<Runnable> readers =
        List.of(
            () -> archive.eachMetadata(study("1.1"), AllReaders::write),
            () -> archive.eachMetadata(study("1.2"), AllReaders::write),
            () -> archive.eachMetadata(study("1.3"), AllReaders::write),
            () -> describe("1.1"),
            () -> describe("1.2"),
            () -> archive.series(new StudyUid("1.4")),
            this::list,
            () -> archive.studies(LocalDate.EPOCH, null, 1000, 0),
            () -> changes.since(0),
            AllReaders::passkey,
            AllReaders::body);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < EACH; i++) {
        readers.forEach(reader -> running.add(threads.submit(() -> orRefused(reader))));
      }
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  private static void orRefused(Runnable reader) {
    try {
      reader.run();
    } catch (ArchiveUnreachable | MemoryBusy e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static ResourcePath study(String uid) {
    return ResourcePath.of(new StudyUid(uid));
  }

  private void describe(String uid) {
    try (HeldMemory memory = budget.begin()) {
      if (archive.describe(study(uid), memory) instanceof ObjectDescription.Described it) {
        System.out.println("read: " + it.object().json().size());
      }
    }
  }

  private void list() {
    try (KnownObjects known = new KnownObjects(new StudyUid("1.4"), budget)) {
      archive.eachInstance(study("1.4"), item -> ResourcePath.of(item).ifPresent(known::add));
    }
  }

  /** CBOR that says it has 2 GB of bytes, 4 billion entries, and 10,000 levels. */
  private static void passkey() {
    byte[] levels = new byte[10_000];
    Arrays.fill(levels, (byte) 0x81);
    for (byte[] cbor :
        List.of(
            new byte[] {0x5A, 0x7F, -1, -1, -1, 1},
            new byte[] {(byte) 0xBA, -1, -1, -1, -1, 1},
            new byte[] {(byte) 0x9A, 0x7F, -1, -1, -1, 1},
            levels)) {
      String object = Base64.getUrlEncoder().withoutPadding().encodeToString(cbor);
      String answer =
          "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":"
              + "{\"clientDataJSON\":\"e30\",\"attestationObject\":\"%s\"},\"clientExtensionResults\":{}}"
                  .formatted(object);
      try {
        WebAuthnManager.createNonStrictWebAuthnManager().parseRegistrationResponseJSON(answer);
      } catch (RuntimeException e) {
        // What it should do.
      }
    }
  }

  private static void body() {
    byte[] nested = "[".repeat(8000).getBytes(StandardCharsets.US_ASCII);
    new StrictJson().isObject(new String(nested, StandardCharsets.US_ASCII));
  }
}
