package org.sallyport.platform.database.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.testing.JavaProcess;
import org.sallyport.testing.Poll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Another process that owns a data folder until it is ended. */
final class OtherProcess implements AutoCloseable {
  private static final String UP = "up";

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  static OtherProcess owning(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(JavaProcess.command(OtherProcess.class, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    OtherProcess other = new OtherProcess(process);
    other.waitUntilItIsUp();
    return other;
  }

  private void waitUntilItIsUp() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); !UP.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("the other process ended");
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGKILL: the process cannot clean up. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Its exit code, when it has ended. */
  int exitCode() {
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  static RandomValues random() {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Clock.class, Clock::systemUTC);
      context.register(RandomValues.class);
      context.refresh();
      return context.getBean(RandomValues.class);
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedDatabase database =
        EmbeddedDatabase.own(new DataFolder(Path.of(arguments[0])), random())) {
      DatabaseEnd.watch(database, () -> {});
      boolean up = Poll.until(Duration.ofSeconds(60), database.connection()::answers);
      System.out.println(up ? UP : "not answering");
      System.in.readAllBytes();
    }
  }
}
