package dev.crmql.endpoint;

import dev.crmql.search.SearchObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The ids that answers give to objects: URL-safe, and the service's own id can be had back from
 * them (CRM API, raw objects: {@code object_MDAxMngwMDAwMDY4YlB3QUFJ} is {@code
 * 0012x0000068bPwAAI}). There is no padding, as in the {@code object_DIyNjkzNg} of the same page.
 */
final class ObjectIds {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private ObjectIds() {}

  /**
   * The object's id. That of a unified object is {@code F} and the encoded text of type, colon and
   * the service's id, so that it names its type too.
   */
  static String of(SearchObject object) {
    return object
        .unifiedType()
        .map(type -> unified(type.wireName(), object.id()))
        .orElseGet(() -> "object_" + encoded(object.id()));
  }

  /** The id of an object that another one refers to, of a unified type or {@code user}. */
  static String referred(String type, String id) {
    return type.equals("user") ? "u" + encoded(id) : unified(type, id);
  }

  private static String unified(String type, String id) {
    return "F" + encoded(type + ':' + id);
  }

  private static String encoded(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
