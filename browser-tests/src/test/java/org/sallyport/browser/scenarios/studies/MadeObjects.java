package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.platform.ids.StudyUid;
import tools.jackson.databind.json.JsonMapper;

/** The DICOM objects that scripts in {@code web/viewer/test/expected} make with pydicom. */
final class MadeObjects {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", ""), "../web/viewer/test/expected");

  private MadeObjects() {}

  /**
   * Makes the objects of a series of a study in a folder, by {@code matrix.py}; returns their files
   * in the order of the names, which is that of their numbers.
   *
   * @param kind "pictures" or "lengths"
   */
  static List<Path> in(Path folder, String kind, StudyUid study, List<String> names) {
    return make("matrix.py", folder, names, kind, study.value()).stream().map(Path::of).toList();
  }

  /** Makes the images of a computed phantom, by {@code phantom.py}. */
  static List<String> phantom(Path folder, String series, int images) {
    return make(
        "phantom.py",
        folder,
        IntStream.range(0, images).mapToObj(i -> "%s-%02d".formatted(series, i)).toList());
  }

  /**
   * What is taken up in a PET image.
   *
   * @param pixels column, row, and the value that numpy finds
   * @param factor of an activity
   */
  record Uptake(List<List<Double>> pixels, double factor) {}

  /** Makes PET images, by {@code pet.py}; returns what is in them. */
  static List<Uptake> pet(Path folder) {
    return List.of(new JsonMapper().readValue(run("pet.py", folder), Uptake[].class));
  }

  /**
   * Makes a selection of key images, by {@code kos.py}: object 1 of a series of a study.
   *
   * @param time of the day, six digits
   * @param title a code of DICOM and its meaning
   * @param text empty for none
   * @param references as {@code kos.py} has them
   */
  static Path selection(
      Path folder,
      StudyUid study,
      int series,
      String time,
      String title,
      String text,
      List<String> references) {
    String name = "selection-" + series;
    List<String> told = List.of(name, study.value(), String.valueOf(series), time, title, text);
    String[] arguments = Stream.concat(told.stream(), references.stream()).toArray(String[]::new);
    return Path.of(make("kos.py", folder, List.of(name), arguments).getFirst());
  }

  /**
   * Makes two images and the presentation states of them, by {@code states.py}: series 1 and 2 of a
   * study.
   *
   * @param states how many the script makes
   */
  static List<Path> states(Path folder, StudyUid study, int states) {
    List<String> names =
        Stream.concat(
                Stream.of("image-1", "image-2"),
                IntStream.rangeClosed(1, states).mapToObj(i -> "state-" + i))
            .toList();
    return make("states.py", folder, names, study.value()).stream().map(Path::of).toList();
  }

  /** Makes a state of a study that names one object: "series/object". */
  static Path state(Path folder, StudyUid study, String named) {
    return Path.of(make("states.py", folder, List.of("state-1"), study.value(), named).getFirst());
  }

  private static List<String> make(
      String script, Path folder, List<String> names, String... arguments) {
    run(script, folder, arguments);
    return names.stream()
        .map(name -> folder.toAbsolutePath().resolve(name + ".dcm").toString())
        .toList();
  }

  /** Runs a script that makes objects in a folder; returns what it prints. */
  static String run(String script, Path folder, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "/usr/bin/python3",
                    SCRIPTS.resolve(script).normalize().toString(),
                    folder.toAbsolutePath().toString()),
                Stream.of(arguments))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
