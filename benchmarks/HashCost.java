import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The bare cost of one password hash (Argon2id, m=19 MiB, t=2, p=1): java -cp 'LIB/*' HashCost.java */
public class HashCost {
  public static void main(String[] args) {
    Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);
    byte[] password = "lantern orchard violin".getBytes(StandardCharsets.UTF_8);
    byte[] salt = new byte[16];
    long[] times = new long[60];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      argon2.rawHash(2, 19 * 1024, 1, password, salt);
      times[i] = System.nanoTime() - start;
    }
    long[] warm = Arrays.copyOfRange(times, 10, times.length);
    Arrays.sort(warm);
    System.out.printf(Locale.ROOT, "hash_ms=%.1f%n", warm[warm.length / 2] / 1e6);
  }
}
