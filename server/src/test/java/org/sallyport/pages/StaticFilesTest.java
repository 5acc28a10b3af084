package org.sallyport.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@SallyportTest
class StaticFilesTest {
  private static final String HASH = "-[0-9a-f]{32}";

  @Autowired WebApplicationContext context;
  @Autowired ResourceUrlProvider addresses;

  @Test
  void anAddressNamesTheContentAndIsKeptForAYear() throws Exception {
    String address = Objects.requireNonNull(addresses.getForLookupPath("/design/base.css"));
    MockHttpServletResponse styles = get(address);

    assertThat(address).matches("/design/base" + HASH + "\\.css");
    assertThat(styles.getStatus()).isEqualTo(200);
    assertThat(styles.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo("max-age=31536000");
    assertThat(styles.getContentAsString())
        .containsPattern("font/atkinson-next-latin" + HASH + "\\.woff2");
  }

  @Test
  void theFaceComesWithItsLicence() throws Exception {
    assertThat(get("/design/font/OFL.txt").getContentAsString())
        .contains("SIL OPEN FONT LICENSE Version 1.1");
  }

  private MockHttpServletResponse get(String address) throws Exception {
    MockMvc files = MockMvcBuilders.webAppContextSetup(context).build();
    return files.perform(MockMvcRequestBuilders.get(address)).andReturn().getResponse();
  }
}
