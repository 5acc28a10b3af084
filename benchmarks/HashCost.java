import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * The cost of one password hash alone (Argon2id, m=19 MiB, t=2, p=1) with the server's library, one
 * at a time: java --enable-native-access=ALL-UNNAMED -cp 'LIB/*' HashCost.java
 */
public class HashCost {
  private static final int ARGON2ID_13 = 2;

  public static void main(String[] args) throws Throwable {
    MethodHandle pwhash = pwhash();
    long[] times = new long[60];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment hash = arena.allocate(32);
      MemorySegment password = arena.allocateFrom("lantern orchard violin");
      MemorySegment salt = arena.allocate(16);
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        int failed = (int) pwhash.invokeExact(hash, 32L, password, 22L, salt, 2L, 19L << 20, ARGON2ID_13);
        times[i] = System.nanoTime() - start;
        if (failed != 0) {
          throw new IllegalStateException("no memory");
        }
      }
    }
    long[] warm = Arrays.copyOfRange(times, 10, times.length);
    Arrays.sort(warm);
    System.out.printf(Locale.ROOT, "hash_ms=%.1f%n", warm[warm.length / 2] / 1e6);
  }

  private static MethodHandle pwhash() throws Throwable {
    String build = System.getProperty("os.arch").equals("aarch64") ? "/arm64" : "/linux64";
    Path file = Files.createTempFile("libsodium", ".so");
    try (InputStream in = HashCost.class.getResourceAsStream(build + "/libsodium.so")) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
    Files.delete(file);
    Linker linker = Linker.nativeLinker();
    int ready =
        (int)
            linker
                .downcallHandle(library.findOrThrow("sodium_init"), FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .invokeExact();
    if (ready < 0) {
      throw new IllegalStateException("libsodium does not start");
    }
    return linker.downcallHandle(
        library.findOrThrow("crypto_pwhash"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT));
  }
}
