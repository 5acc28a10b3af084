package org.sallyport.browser.actions;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves axe-core beside the scripts of the portal. The browser then keeps it, compiled; sending
 * half a megabyte to each page takes longer than most of the rules.
 */
@Controller
class AxeFile {
  static final String PATH = "/design/axe.min.js";

  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  @GetMapping(PATH)
  ResponseEntity<byte[]> script() {
    return ResponseEntity.ok()
        .contentType(SCRIPT)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)))
        .body(AxeBuilder.getAxeScript().getBytes(StandardCharsets.UTF_8));
  }
}
