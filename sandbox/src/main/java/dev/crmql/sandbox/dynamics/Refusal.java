package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;

/** What Dataverse answers to a request that it does not carry out. */
final class Refusal extends RuntimeException {
  /**
   * The code of nearly every fault in a query (Web API, Compose HTTP requests and handle errors).
   */
  private static final String QUERY_FAULT = "0x80060888";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal badQuery(String message) {
    return new Refusal(400, QUERY_FAULT, message);
  }

  static Refusal unknownProperty(String property, String type) {
    return new Refusal(
        400,
        "0x0",
        "Could not find a property named '"
            + property
            + "' on type '"
            + EdmModel.NAMESPACE
            + "."
            + type
            + "'.");
  }

  static Refusal unknownSegment(String segment) {
    return new Refusal(404, QUERY_FAULT, "Resource not found for the segment '" + segment + "'.");
  }

  static Refusal notImplemented() {
    return new Refusal(501, "0x0", "The method or operation is not implemented.");
  }

  static Refusal methodNotAllowed(String method) {
    return new Refusal(
        405, QUERY_FAULT, "The requested resource does not support http method '" + method + "'.");
  }

  /** The answer; with every annotation asked for, details come with it. */
  Response response(boolean detailed) {
    ObjectNode body = RowWriter.JSON.objectNode();
    ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
    if (detailed) {
      error.put("@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus", "0");
      error.put("@Microsoft.PowerApps.CDS.InnerError.Message", getMessage());
    }
    return Response.json(status, body).withHeader("OData-Version", "4.0");
  }
}
