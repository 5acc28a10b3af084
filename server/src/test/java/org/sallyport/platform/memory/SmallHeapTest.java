package org.sallyport.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.JavaProcess;

/**
 * All readers at once, in a process that ends when its heap is used up: half of the heap with which
 * the product starts (ops/command/java.sh).
 */
class SmallHeapTest {
  @Test
  void I06_whatOthersSendDoesNotUseUpTheHeap() throws Exception {
    List<String> command = new ArrayList<>();
    try (HostileArchive archive = new HostileArchive()) {
      command.addAll(JavaProcess.command(AllReaders.class, archive.address()));
      command.addAll(1, List.of("-Xmx192m", "-XX:+ExitOnOutOfMemoryError"));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).contains("all read, nothing held").contains("too large to be read");
    }
  }
}
