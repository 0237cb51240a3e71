package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;

/** Reads the bodies of successes. */
final class SalesforceJson {

  private SalesforceJson() {}

  /** The object or array that the body is; what it is instead is no help to anybody. */
  static JsonNode read(byte[] body) {
    return UpstreamJson.read(body)
        .filter(JsonNode::isContainerNode)
        .orElseThrow(
            () -> UpstreamException.unexpected("Salesforce's answer is not JSON, or is cut short"));
  }
}
