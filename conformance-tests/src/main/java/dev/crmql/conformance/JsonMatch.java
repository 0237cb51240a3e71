package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;

/** Compares JSON; numbers by value, objects without regard to the order of their keys. */
final class JsonMatch {

  private JsonMatch() {}

  /** Fails unless both are the same. */
  static void requireEqual(String what, JsonNode expected, JsonNode actual) {
    difference("", expected, actual, false).ifPresent(text -> fail(what, text));
  }

  /** Fails unless what is expected is there; objects may have further keys. */
  static void requireWithin(String what, JsonNode expected, JsonNode actual) {
    difference("", expected, actual, true).ifPresent(text -> fail(what, text));
  }

  private static void fail(String what, String difference) {
    throw new AssertionError(what + difference);
  }

  private static Optional<String> difference(
      String path, JsonNode expected, JsonNode actual, boolean within) {
    if (expected.isObject() && actual.isObject()) {
      return inObjects(path, expected, actual, within);
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        Optional<String> found =
            difference(path + "[" + i + "]", expected.get(i), actual.get(i), within);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    boolean same =
        (expected.isNumber() && actual.isNumber())
            ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
            : expected.equals(actual);
    return same
        ? Optional.empty()
        : Optional.of(path + "\n  expected " + expected + "\n  but was  " + actual);
  }

  private static Optional<String> inObjects(
      String path, JsonNode expected, JsonNode actual, boolean within) {
    TreeSet<String> keys = new TreeSet<>();
    expected.fieldNames().forEachRemaining(keys::add);
    if (!within) {
      actual.fieldNames().forEachRemaining(keys::add);
    }
    for (String key : keys) {
      String at = path + "." + key;
      if (!expected.has(key)) {
        return Optional.of(at + " is not expected; it was " + actual.get(key));
      }
      if (!actual.has(key)) {
        return Optional.of(at + " is missing; expected " + expected.get(key));
      }
      Optional<String> found = difference(at, expected.get(key), actual.get(key), within);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
