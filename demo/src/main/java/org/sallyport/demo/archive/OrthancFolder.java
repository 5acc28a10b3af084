package org.sallyport.demo.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sallyport.demo.Refused;
import tools.jackson.databind.json.JsonMapper;

/** The folder of an Orthanc: images, settings and process id. */
public record OrthancFolder(Path place) {
  private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
  private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final int STOP_SECONDS = 15;

  /**
   * Attributes stored for searches in addition to Orthanc's defaults, so that a search need not
   * open files.
   */
  private static final List<String> STUDY_TAGS =
      List.of(
          "ReferringPhysicianIdentificationSequence",
          "RequestingPhysician",
          "RequestingPhysicianIdentificationSequence",
          "RequestAttributesSequence",
          "ConsultingPhysicianName",
          "ConsultingPhysicianIdentificationSequence",
          "NamesOfIntendedRecipientsOfResults",
          "IntendedRecipientsOfResultsIdentificationSequence",
          "IssuerOfPatientID");

  public static OrthancFolder make(Path place) throws IOException {
    if (!Files.isExecutable(PROGRAM) || !Files.exists(DICOM_WEB)) {
      throw new Refused("no Orthanc with DICOMweb: install orthanc and orthanc-dicomweb");
    }
    Files.createDirectories(place);
    return new OrthancFolder(place);
  }

  Path log() {
    return place.resolve("orthanc.log");
  }

  Path pid() {
    return place.resolve("orthanc.pid");
  }

  private Path settings() {
    return place.resolve("orthanc.json");
  }

  ProcessBuilder command() {
    // A separate session: Ctrl-C reaches only the demo, which stops Orthanc after the application.
    return new ProcessBuilder("setsid", PROGRAM.toString(), settings().toString())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile());
  }

  /** Writes the settings, readable by their owner only since they contain a password. */
  void configure(int port, String user, String password) throws IOException {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("Name", "Sallyport demo"),
            Map.entry("StorageDirectory", place.resolve("images").toString()),
            Map.entry("IndexDirectory", place.resolve("images").toString()),
            Map.entry("Plugins", List.of(DICOM_WEB.toString())),
            Map.entry("HttpPort", port),
            Map.entry("RemoteAccessAllowed", false),
            Map.entry("AuthenticationEnabled", true),
            Map.entry("RegisteredUsers", Map.of(user, password)),
            Map.entry("DicomServerEnabled", false),
            Map.entry(
                "ExtraMainDicomTags",
                Map.of("Study", STUDY_TAGS, "Instance", List.of("SOPClassUID"))),
            Map.entry(
                "DicomWeb", Map.of("Enable", true, "Root", "/dicom-web/", "EnableWado", false)));
    Files.deleteIfExists(settings());
    Files.createFile(
        settings(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        settings(), new JsonMapper().writeValueAsString(settings), StandardOpenOption.WRITE);
  }

  /** Stops the Orthanc of an earlier run that was killed. */
  public void stopLeftover() throws IOException {
    if (Files.exists(pid())) {
      pidIn(Files.readString(pid())).filter(this::runsHere).ifPresent(OrthancFolder::stop);
      Files.deleteIfExists(pid());
    }
  }

  private static Optional<ProcessHandle> pidIn(String text) {
    return text.matches("[0-9]{1,18}") ? ProcessHandle.of(Long.parseLong(text)) : Optional.empty();
  }

  /** The process id may have been reused by another program. */
  private boolean runsHere(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(PROGRAM.toString()) && line.contains(settings().toString()))
        .isPresent();
  }

  static void stop(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
