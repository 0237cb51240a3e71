package dev.crmql.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** Refuses requests while the server stops, except those that ask whether it does. */
final class DrainingHandler extends GracefulHandler {

  DrainingHandler(ServerHandler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return ServerHandler.isProbe(request)
        ? getHandler().handle(request, response, callback)
        : super.handle(request, response, callback);
  }
}
