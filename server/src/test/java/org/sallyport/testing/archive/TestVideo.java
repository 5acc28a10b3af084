package org.sallyport.testing.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Objects with a video, made by pydicom around one that ffmpeg made: see {@code video.py}. */
public final class TestVideo {
  /** MPEG-4 AVC/H.264 High Profile / Level 4.1, in one fragment. */
  public static final String H264 = "1.2.840.10008.1.2.4.102";

  /** The same, in several. */
  public static final String FRAGMENTABLE = "1.2.840.10008.1.2.4.102.1";

  public static final String MPEG_2 = "1.2.840.10008.1.2.4.100";

  private static final Path SCRIPT =
      Path.of(System.getProperty("basedir", ""), "../web/viewer/test/expected/video.py");

  private TestVideo() {}

  /** Four seconds of ffmpeg's test picture, 160 x 120, in an MP4 file. */
  public static byte[] mp4() {
    try {
      return new ClassPathResource("video/testsrc.mp4").getContentAsByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores an object of a study with the video in one fragment. */
  public static void store(TestStudy study, int series, byte[] video, String syntax) {
    TestArchive.storeFile(file(video, syntax, video.length), study.object(series, 1));
  }

  /**
   * A DICOM file.
   *
   * @param fragment how many bytes a fragment has
   */
  public static byte[] file(byte[] video, String syntax, int fragment) {
    try {
      Path folder = Files.createTempDirectory("video");
      Path source = Files.write(folder.resolve("source"), video);
      Path made = folder.resolve("video.dcm");
      run(List.of(folder.toString(), source.toString(), syntax, String.valueOf(fragment)));
      byte[] file = Files.readAllBytes(made);
      for (Path each : List.of(source, made, folder)) {
        Files.delete(each);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", SCRIPT.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
