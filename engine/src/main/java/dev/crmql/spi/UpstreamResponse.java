package dev.crmql.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A service's answer. */
public final class UpstreamResponse {

  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>();
  private final byte[] body;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers header fields, names in any case
   * @param body the bytes as they came, decompressed; not copied, so not to be changed
   */
  public UpstreamResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.body = body;
    headers.forEach((name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), values));
  }

  /** This answer with another body. */
  public UpstreamResponse withBody(byte[] other) {
    return new UpstreamResponse(status, headers, other);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The bytes as they came; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** The first value of a header field, its name in any case. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** Whether the status is from 200 to 299. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
