package dev.crmql.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service's answer.
 *
 * @param status the HTTP status
 * @param headers header fields by lower-case name
 * @param body the bytes as they came, decompressed; not copied, so not to be changed
 */
public record UpstreamResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** Makes the header names lower-case. */
  public UpstreamResponse {
    Map<String, List<String>> lowerCase = new TreeMap<>();
    headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), values));
    headers = lowerCase;
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
