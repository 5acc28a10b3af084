package org.sallyport.edge.web.published;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.OwnTexts;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the phone app which of its texts the hospital words in its own way; {@code {}} for most.
 */
@RestController
@ForAnyone
@RequiredArgsConstructor
class AppTexts {
  private final JsonMapper json;

  /** Those of a language; 404 for a language that there is not. */
  @GetMapping("/app/own-texts.{language}.json")
  ResponseEntity<byte[]> texts(@PathVariable String language) {
    return Language.tagged(language)
        .map(it -> answer(json.writeValueAsBytes(OwnTexts.of(it, Audience.PROFESSIONALS, "app"))))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static ResponseEntity<byte[]> answer(byte[] texts) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag(DigestUtils.md5DigestAsHex(texts))
        .contentType(MediaType.APPLICATION_JSON)
        .body(texts);
  }
}
