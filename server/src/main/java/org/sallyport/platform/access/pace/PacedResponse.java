package org.sallyport.platform.access.pace;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A response that knows how quickly its client reads. */
public final class PacedResponse extends HttpServletResponseWrapper {
  private final Pace pace;
  private @Nullable ServletOutputStream paced;

  public PacedResponse(HttpServletResponse response, Pace pace) {
    super(response);
    this.pace = pace;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (paced == null) {
      paced = new Paced(super.getOutputStream());
    }
    return paced;
  }

  private final class Paced extends ServletOutputStream {
    private final ServletOutputStream out;

    Paced(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      pace.begins(length);
      out.write(bytes, offset, length);
      pace.ends();
    }

    @Override
    public void flush() throws IOException {
      pace.begins(0);
      out.flush();
      pace.ends();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
