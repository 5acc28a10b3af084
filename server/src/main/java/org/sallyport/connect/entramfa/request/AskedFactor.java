package org.sallyport.connect.entramfa.request;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param subject the person, by tenant and object id
 * @param pairwise the person, as the answer has to name them
 * @param state what goes back with the answer; null if the request has none
 */
record AskedFactor(
    String subject, String pairwise, String nonce, @Nullable String state, AskedClaims claims) {
  private static final int PARTS = 6;

  /** In one line, to be encrypted. */
  String line() {
    return Stream.of(
            subject,
            pairwise,
            nonce,
            state == null ? "" : "=" + state,
            claims.authenticationClass(),
            String.join(" ", claims.methods()))
        .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  static AskedFactor of(String line) {
    List<String> parts =
        Stream.of(line.split(" ", PARTS))
            .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
            .toList();
    String state = parts.get(3);
    return new AskedFactor(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        state.isEmpty() ? null : state.substring(1),
        new AskedClaims(parts.get(4), List.of(parts.get(5).split(" "))));
  }

  @Override
  public String toString() {
    return "AskedFactor[" + subject + "]";
  }
}
