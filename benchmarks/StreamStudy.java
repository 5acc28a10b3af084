import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A synthetic study for the benchmark of streams, and a session that may see it.
 *
 * <p>java StreamStudy.java users FILE.csv: two accounts of SignInLoad; only the first has the study's
 * physician number
 *
 * <p>java StreamStudy.java fill ORTHANC_URL USER:PASSWORD OBJECTS FOLDER: stores a series with frames
 * of 249 KB and one with frames of 512 KB, and writes the paths of their frames and renderings below
 * the root of the services to FOLDER
 *
 * <p>java StreamStudy.java sign-in PORTAL_URL GATEWAY_PORT FOLDER: signs in, waits until the session
 * sees the study, and prints the session's cookie
 */
public class StreamStudy {
  static final String UID = "1.2.826.0.1.3680043.10.1771.9.1";
  static final String ISSUER = "BENCH";
  static final String NUMBER = "1001";
  static final int COLUMNS = 512;

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "users" -> users(Path.of(args[1]));
      case "fill" -> fill(args[1], args[2], Integer.parseInt(args[3]), Path.of(args[4]));
      case "sign-in" -> signIn(URI.create(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static void users(Path file) throws IOException {
    SignInLoad.writeUsers(2, file);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).replace(",physician,,", ",physician," + ISSUER + ":" + NUMBER + ","));
    Files.write(file, lines);
  }

  static void fill(String orthanc, String credential, int objects, Path folder) throws Exception {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    HttpClient http = HttpClient.newHttpClient();
    for (int series = 1; series <= 2; series++) {
      List<String> frames = new ArrayList<>();
      List<String> pictures = new ArrayList<>();
      for (int i = 1; i <= objects; i++) {
        byte[] object = series == 1 ? object(series, i, 498, 8) : object(series, i, 512, 16);
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(orthanc + "/instances"))
                .header("Authorization", basic)
                .POST(BodyPublishers.ofByteArray(object))
                .build();
        int status = store(http, request);
        if (status != 200) {
          throw new IllegalStateException("the object is not stored: HTTP " + status);
        }
        String at =
            "/studies/%s/series/%s.%d/instances/%s.%d.%d".formatted(UID, UID, series, UID, series, i);
        frames.add(at + "/frames/1");
        pictures.add(at + "/rendered?viewport=256,256");
      }
      Files.write(folder.resolve(series == 1 ? "frames-249" : "frames-512"), frames);
      Files.write(folder.resolve("rendered-" + (series == 1 ? "249" : "512")), pictures);
    }
  }

  /** Repeats a request whose connection Orthanc closed as idle just when it was reused. */
  static int store(HttpClient http, HttpRequest request) throws Exception {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  static void signIn(URI portal, int gatewayPort, Path folder) throws Exception {
    HttpServer gateway = SignInLoad.gateway(gatewayPort);
    CookieHandler cookies = new SignInLoad.Cookies();
    HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    SignInLoad.signIn(http, portal, 0);
    gateway.stop(0);
    URI frame = portal.resolve("/dicom-web" + Files.readAllLines(folder.resolve("frames-249")).getFirst());
    int status = 0;
    for (int i = 0; i < 60 && status != 200; i++) {
      Thread.sleep(i == 0 ? 0 : 500);
      status = http.send(HttpRequest.newBuilder(frame).build(), BodyHandlers.discarding()).statusCode();
    }
    if (status != 200) {
      throw new IllegalStateException("the session does not see the study: HTTP " + status);
    }
    System.out.println(cookies.get(portal, Map.of()).get("Cookie").getFirst());
    System.exit(0);
  }

  /** One image in DICOM's explicit VR little endian: a gradient with noise. */
  static byte[] object(int series, int number, int rows, int bits) throws IOException {
    String instance = UID + "." + series + "." + number;
    String kind = "1.2.840.10008.5.1.4.1.1.7";
    Elements meta = new Elements();
    meta.add(0x0002, 0x0001, "OB", new byte[] {0, 1});
    meta.text(0x0002, 0x0002, "UI", kind);
    meta.text(0x0002, 0x0003, "UI", instance);
    meta.text(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
    meta.text(0x0002, 0x0012, "UI", "1.2.826.0.1.3680043.10.1771.9");
    Elements code = new Elements();
    code.text(0x0008, 0x0100, "SH", NUMBER);
    code.text(0x0008, 0x0102, "SH", ISSUER);
    code.text(0x0008, 0x0104, "LO", "Physician");
    Elements person = new Elements();
    person.text(0x0008, 0x0080, "LO", "Practice");
    person.sequence(0x0040, 0x1101, code);
    Elements image = new Elements();
    image.text(0x0008, 0x0016, "UI", kind);
    image.text(0x0008, 0x0018, "UI", instance);
    image.text(0x0008, 0x0020, "DA", "20261120");
    image.text(0x0008, 0x0030, "TM", "095100");
    image.text(0x0008, 0x0060, "CS", "CT");
    image.text(0x0008, 0x0090, "PN", "Load^Zero");
    image.sequence(0x0008, 0x0096, person);
    image.text(0x0010, 0x0010, "PN", "Vanderquill^Adelheid");
    image.text(0x0010, 0x0020, "LO", "LM-400218");
    image.text(0x0020, 0x000D, "UI", UID);
    image.text(0x0020, 0x000E, "UI", UID + "." + series);
    image.text(0x0020, 0x0011, "IS", String.valueOf(series));
    image.text(0x0020, 0x0013, "IS", String.valueOf(number));
    image.number(0x0028, 0x0002, 1);
    image.text(0x0028, 0x0004, "CS", "MONOCHROME2");
    image.number(0x0028, 0x0010, rows);
    image.number(0x0028, 0x0011, COLUMNS);
    image.number(0x0028, 0x0100, bits);
    image.number(0x0028, 0x0101, bits);
    image.number(0x0028, 0x0102, bits - 1);
    image.number(0x0028, 0x0103, 0);
    image.add(0x7FE0, 0x0010, bits == 8 ? "OB" : "OW", pixels(rows, bits, number));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[128]);
    file.write("DICM".getBytes(StandardCharsets.US_ASCII));
    Elements length = new Elements();
    int bytes = meta.out.size();
    length.add(
        0x0002, 0x0000, "UL", new byte[] {(byte) bytes, (byte) (bytes >> 8), (byte) (bytes >> 16), 0});
    length.out.writeTo(file);
    meta.out.writeTo(file);
    image.out.writeTo(file);
    return file.toByteArray();
  }

  static byte[] pixels(int rows, int bits, int seed) {
    byte[] pixels = new byte[rows * COLUMNS * bits / 8];
    java.util.Random noise = new java.util.Random(seed);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        int value = (x + y) / 5 + noise.nextInt(16);
        int at = y * COLUMNS + x;
        if (bits == 8) {
          pixels[at] = (byte) value;
        } else {
          pixels[2 * at] = (byte) noise.nextInt();
          pixels[2 * at + 1] = (byte) value;
        }
      }
    }
    return pixels;
  }

  /** Data elements (PS3.5 section 7.1.2). */
  static final class Elements {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void text(int group, int element, String vr, String value) throws IOException {
      String padding = value.length() % 2 == 0 ? "" : vr.equals("UI") ? "\0" : " ";
      add(group, element, vr, (value + padding).getBytes(StandardCharsets.US_ASCII));
    }

    void number(int group, int element, int value) throws IOException {
      add(group, element, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    void sequence(int group, int element, Elements item) throws IOException {
      ByteArrayOutputStream items = new ByteArrayOutputStream();
      items.write(new byte[] {(byte) 0xFE, (byte) 0xFF, 0x00, (byte) 0xE0});
      little(items, item.out.size(), 4);
      item.out.writeTo(items);
      add(group, element, "SQ", items.toByteArray());
    }

    void add(int group, int element, String vr, byte[] value) throws IOException {
      little(out, group, 2);
      little(out, element, 2);
      out.write(vr.getBytes(StandardCharsets.US_ASCII));
      if (List.of("OB", "OW", "SQ").contains(vr)) {
        little(out, 0, 2);
        little(out, value.length, 4);
      } else {
        little(out, value.length, 2);
      }
      out.write(value);
    }

    private static void little(ByteArrayOutputStream to, int value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        to.write(value >> (8 * i));
      }
    }
  }
}
