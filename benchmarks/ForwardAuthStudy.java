import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Signs somebody in to an application behind a proxy that asks about each request, and prints the
 * cookie.
 *
 * <p>java ForwardAuthStudy.java sign-in PORTAL_URL GATEWAY_PORT APPLICATION_URL
 *
 * <p>java ForwardAuthStudy.java cpu PID[,PID…]: the CPU time of processes in milliseconds
 */
public class ForwardAuthStudy {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("cpu")) {
      List<Long> pids = new ArrayList<>();
      for (String pid : args[1].split(",")) {
        pids.add(Long.parseLong(pid));
      }
      System.out.printf(java.util.Locale.ROOT, "%.0f%n", SignInLoad.cpuMillis(pids));
      return;
    }
    URI portal = URI.create(args[1]);
    var gateway = SignInLoad.gateway(Integer.parseInt(args[2]));
    URI application = URI.create(args[3]);
    HttpClient person =
        HttpClient.newBuilder()
            .cookieHandler(new SignInLoad.Cookies())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    SignInLoad.signIn(person, portal, 0);
    List<String> cookies = new ArrayList<>();
    String begin = open(person, application.resolve("/"), cookies);
    String start = open(person, URI.create(begin), cookies);
    String callback = SignInLoad.location(SignInLoad.get(person, URI.create(start)), "the start");
    open(person, URI.create(callback), cookies);
    System.out.println(String.join("; ", cookies));
    gateway.stop(0);
    System.exit(0);
  }

  /** Opens a page of the application; where it leads. Keeps the cookies that it sets. */
  private static String open(HttpClient person, URI page, List<String> cookies) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(page).header("Accept", "text/html").build();
    HttpResponse<String> answer = person.send(request, HttpResponse.BodyHandlers.ofString());
    answer
        .headers()
        .allValues("Set-Cookie")
        .forEach(it -> cookies.add(it.substring(0, it.indexOf(';'))));
    return SignInLoad.location(answer, page.getPath());
  }
}
