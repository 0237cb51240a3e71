package dev.crmql.endpoint;

/** Thrown where a request is at fault, before anything is searched. */
final class RequestFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RequestFault(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static RequestFault bad(String code, String message) {
    return new RequestFault(400, code, message);
  }

  ErrorBody body(String requestId) {
    return ErrorBody.of(status, code, getMessage(), requestId);
  }
}
