package dev.crmql.sandbox.sugarcrm;

import dev.crmql.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path asks for.
 *
 * @param module null where none is meant
 */
record Route(Action action, Module module) {

  enum Action {
    TOKEN,
    METADATA,
    LIST,
    COUNT,
    SEARCH
  }

  private static final Pattern PATH_VERSION = Pattern.compile("v(\\d{1,3})(?:_(\\d{1,3}))?");
  private static final Pattern HEADER_VERSION =
      Pattern.compile(
          "application/vnd\\.sugarcrm\\.core\\+json;\\s*version=(\\d{1,3})(?:\\.(\\d{1,3}))?");

  /**
   * The route of a request.
   *
   * @throws SugarException 301 if the version is missing, given twice or out of range; 404 if there
   *     is no such route
   */
  static Route of(Request request) {
    List<String> steps =
        Arrays.stream(request.path().split("/"))
            .filter(step -> !step.isEmpty())
            .map(step -> URLDecoder.decode(step, StandardCharsets.UTF_8))
            .toList();
    if (steps.isEmpty() || !steps.get(0).equals("rest")) {
      throw noRoute(steps.size());
    }
    return route(request.method(), withoutVersion(request, steps.subList(1, steps.size())));
  }

  private static List<String> withoutVersion(Request request, List<String> steps) {
    String accept = request.header("Accept");
    Matcher inHeader = HEADER_VERSION.matcher(accept == null ? "" : accept);
    Matcher inPath = PATH_VERSION.matcher(steps.isEmpty() ? "" : steps.get(0));
    boolean header = inHeader.find();
    boolean path = inPath.matches();
    if (header == path || !inRange(path ? inPath : inHeader)) {
      throw new SugarException(
          301,
          "incorrect_version",
          "The version of the API is not correct for the current request.");
    }
    return path ? steps.subList(1, steps.size()) : steps;
  }

  /** Sugar 13.3 serves 10 to 11.23. */
  private static boolean inRange(Matcher version) {
    int major = Integer.parseInt(version.group(1));
    int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
    return major == 10 || (major == 11 && minor <= 23);
  }

  private static Route route(String method, List<String> steps) {
    boolean get = method.equals("GET");
    boolean post = method.equals("POST");
    if (post && steps.equals(List.of("oauth2", "token"))) {
      return new Route(Action.TOKEN, null);
    }
    if ((get || post) && steps.equals(List.of("metadata"))) {
      return new Route(Action.METADATA, null);
    }
    if ((get || post) && steps.equals(List.of("globalsearch"))) {
      return new Route(Action.SEARCH, null);
    }
    Module module = steps.isEmpty() ? null : SugarCrmModules.ALL.get(steps.get(0));
    if (module != null) {
      List<String> rest = steps.subList(1, steps.size());
      boolean filter = rest.equals(List.of("filter"));
      if ((get && rest.isEmpty()) || ((get || post) && filter)) {
        return new Route(Action.LIST, module);
      }
      if ((get || post) && rest.equals(List.of("globalsearch"))) {
        return new Route(Action.SEARCH, module);
      }
      boolean filterCount = rest.equals(List.of("filter", "count"));
      if ((get && rest.equals(List.of("count"))) || ((get || post) && filterCount)) {
        return new Route(Action.COUNT, module);
      }
    }
    throw noRoute(steps.size());
  }

  private static SugarException noRoute(int steps) {
    return new SugarException(
        404, "no_method", "Could not find a route with " + steps + " elements");
  }
}
