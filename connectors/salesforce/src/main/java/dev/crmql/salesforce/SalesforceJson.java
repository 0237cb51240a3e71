package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/** Reads the bodies of successes. */
final class SalesforceJson {

  private SalesforceJson() {}

  /** The object or array that the body is; what it is instead is no help to anybody. */
  static JsonNode read(UpstreamResponse response) {
    return UpstreamJson.read(response)
        .filter(JsonNode::isContainerNode)
        .orElseThrow(
            () -> UpstreamException.unexpected("Salesforce's answer is not JSON, or is cut short"));
  }
}
