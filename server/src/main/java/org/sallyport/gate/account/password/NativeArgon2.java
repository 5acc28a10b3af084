package org.sallyport.gate.account.password;

import java.io.IOException;
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
import java.util.Map;

/**
 * Argon2 by libsodium, which uses the widest SIMD instructions of the processor; its memory is
 * outside the heap and freed after each hash.
 */
final class NativeArgon2 implements Argon2 {
  /** crypto_pwhash_ALG_ARGON2ID13. */
  private static final int ARGON2ID_13 = 2;

  /** crypto_pwhash_SALTBYTES. */
  private static final int SALT_BYTES = 16;

  private static final long BYTES_PER_KIB = 1024;

  /** The class path location of the build for each processor architecture. */
  private static final Map<String, String> BUILDS =
      Map.of("amd64", "/linux64/libsodium.so", "aarch64", "/arm64/libsodium.so");

  private final MethodHandle pwhash;

  /**
   * Loads the library.
   *
   * @throws IOException if there is no build for this system or it cannot be written to a temporary
   *     file
   * @throws IllegalArgumentException if it does not load
   */
  NativeArgon2() throws IOException {
    SymbolLookup library = load();
    call(function(library, "sodium_init"));
    pwhash =
        function(
            library,
            "crypto_pwhash",
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
  }

  /** Whether it supports that cost and salt: libsodium uses one lane and 16 bytes of salt. */
  static boolean makes(Cost cost, byte[] salt) {
    return cost.lanes() == 1 && salt.length == SALT_BYTES;
  }

  @Override
  public byte[] hash(Cost cost, byte[] password, byte[] salt) {
    if (!makes(cost, salt)) {
      throw new IllegalArgumentException("not with " + cost + " and that salt");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment hash = arena.allocate(LENGTH);
      MemorySegment text = arena.allocate(Math.max(1, password.length));
      MemorySegment.copy(password, 0, text, ValueLayout.JAVA_BYTE, 0, password.length);
      MemorySegment with = arena.allocateFrom(ValueLayout.JAVA_BYTE, salt);
      int failed =
          call(
              pwhash,
              hash,
              (long) LENGTH,
              text,
              (long) password.length,
              with,
              (long) cost.passes(),
              cost.memory() * BYTES_PER_KIB,
              ARGON2ID_13);
      text.fill((byte) 0);
      if (failed != 0) {
        throw new IllegalStateException("no memory for a password hash");
      }
      return hash.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** Loads the library from a temporary file, which can be deleted right after that. */
  @SuppressWarnings("restricted")
  private static SymbolLookup load() throws IOException {
    String build = BUILDS.getOrDefault(System.getProperty("os.arch"), "none");
    Path file = Files.createTempFile("libsodium", ".so");
    try (InputStream in = NativeArgon2.class.getResourceAsStream(build)) {
      if (in == null) {
        throw new IOException("no build of libsodium for " + System.getProperty("os.arch"));
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return SymbolLookup.libraryLookup(file, Arena.global());
    } finally {
      Files.delete(file);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      SymbolLookup library, String name, ValueLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            library.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("libsodium could not be called", e);
    }
  }
}
