package org.sallyport.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The demo as a separate process, started as by the command. */
final class DemoProcess {
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final List<String> lines = new ArrayList<>();

  private DemoProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static DemoProcess start(Path data, int port, int outboxPort, String... more) throws IOException {
    return start(data, port, outboxPort, Map.of(), more);
  }

  static DemoProcess start(
      Path data, int port, int outboxPort, Map<String, String> variables, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--port=" + port,
                "--outbox-port=" + outboxPort,
                "--data=" + data,
                "--samples=" + Checkout.SAMPLES));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    return new DemoProcess(builder.start());
  }

  /** All output until it is ready or has ended. */
  List<String> untilReady() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.startsWith("ready: ")) {
        break;
      }
    }
    return List.copyOf(lines);
  }

  /** Processes that use a demo's data. */
  static List<Long> running(Path data) {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  int exitValue() {
    return process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join().exitValue();
  }

  /** Sends SIGTERM, like Ctrl-C and service managers. */
  void stop() {
    process.destroy();
    exitValue();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    exitValue();
  }
}
